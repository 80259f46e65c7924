//! Icons drawn for this page, as SVG paths in a 24 × 24 box.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Icon {
    /// A telephone receiver.
    Phone,
    /// A magnifying glass.
    Search,
    /// Nine dots: the app launcher.
    Apps,
    /// A house.
    Home,
    /// A cross.
    Close,
    /// A bar at the bottom: minimise.
    Minimise,
    /// A head and shoulders.
    Person,
    /// A building.
    Building,
    /// A star: a lead.
    Star,
    /// A case: a briefcase.
    Case,
    /// A tick in a list.
    Task,
    /// A page with lines.
    Page,
    /// A cloud.
    Cloud,
    /// A flask: the simulator.
    Flask,
}

impl Icon {
    /// The icon of an object, by its API name.
    pub(crate) fn of_object(object: &str) -> Self {
        match object {
            "Contact" | "PersonAccount" => Self::Person,
            "Account" => Self::Building,
            "Lead" => Self::Star,
            "Case" => Self::Case,
            "Task" => Self::Task,
            "Search" => Self::Search,
            "Home" => Self::Home,
            _ => Self::Page,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Phone => {
                "M6.6 3h3.2l1.7 4.6-2.3 1.8a12.5 12.5 0 0 0 5.4 5.4l1.8-2.3 4.6 1.7v3.2c0 1.4-1.2 2.6-2.6 \
                 2.6C10.4 20 4 13.6 4 5.6 4 4.2 5.2 3 6.6 3z"
            }
            Self::Search => {
                "M10.5 3a7.5 7.5 0 0 1 5.9 12.1l4.7 4.7-1.4 1.4-4.7-4.7A7.5 7.5 0 1 1 10.5 3zm0 2a5.5 5.5 0 1 \
                 0 0 11 5.5 5.5 0 0 0 0-11z"
            }
            Self::Apps => {
                "M4 4h4v4H4zm6 0h4v4h-4zm6 0h4v4h-4zM4 10h4v4H4zm6 0h4v4h-4zm6 0h4v4h-4zM4 16h4v4H4zm6 0h4v4h-4zm6 \
                 0h4v4h-4z"
            }
            Self::Home => "M12 3 2.5 11.5H5V21h5v-6h4v6h5v-9.5h2.5z",
            Self::Close => {
                "M5.7 4.3 12 10.6l6.3-6.3 1.4 1.4L13.4 12l6.3 6.3-1.4 1.4L12 13.4l-6.3 6.3-1.4-1.4 6.3-6.3-6.3-6.3z"
            }
            Self::Minimise => "M4 17h16v3H4z",
            Self::Person => {
                "M12 3a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM3.5 21c0-4.5 3.5-7 8.5-7s8.5 2.5 8.5 7z"
            }
            Self::Building => {
                "M4 3h11v5h5v13H4zm3 3v2h2V6zm4 0v2h2V6zM7 10v2h2v-2zm4 0v2h2v-2zm-4 4v2h2v-2zm4 0v2h2v-2zm5-4v2h2v-2zm0 \
                 4v2h2v-2z"
            }
            Self::Star => "m12 2.5 2.9 6.3 6.9.8-5.1 4.7 1.4 6.8L12 17.7l-6.1 3.4 1.4-6.8-5.1-4.7 6.9-.8z",
            Self::Case => "M9 3h6v3h6v5H3V6h6zm2 2v1h2V5zM3 13h7v2h4v-2h7v7H3z",
            Self::Task => {
                "M8 4 4.5 7.5 2.8 5.8 1.5 7.1l3 3L9.3 5.3zM12 6h10v2H12zm0 5.5h10v2H12zm0 5.5h10v2H12zM8 11.5l-3.5 3.5-1.7-1.7-1.3 1.3 3 3 4.8-4.8z"
            }
            Self::Page => "M5 2h10l4 4v16H5zm3 8v2h8v-2zm0 4v2h8v-2zm0 4v2h5v-2z",
            Self::Cloud => {
                "M10 6a4.8 4.8 0 0 1 4.3 2.6 4 4 0 0 1 1.5-.3 4.2 4.2 0 0 1 4.1 3.3A3.7 3.7 0 0 1 19 19H6.5a4.5 4.5 \
                 0 0 1-1.3-8.8A4.8 4.8 0 0 1 10 6z"
            }
            Self::Flask => {
                "M8 2h8v2h-1v5.2l5.3 9.3c.9 1.6-.2 3.5-2 3.5H5.7c-1.8 0-2.9-1.9-2-3.5L9 9.2V4H8zm3 2v5.7L8.3 14.5h7.4L13 9.7V4z"
            }
        }
    }

    /// The drawing, hidden from screen readers: a word always stands beside it or labels its button.
    pub(crate) fn draw(self) -> impl IntoView {
        self.draw_as("icon")
    }

    /// The drawing with further classes.
    pub(crate) fn draw_as(self, class: &'static str) -> impl IntoView {
        use leptos::svg;
        svg::svg()
            .attr("class", class)
            .attr("viewBox", "0 0 24 24")
            .attr("aria-hidden", "true")
            .child(svg::path().attr("d", self.path()))
    }
}

/// The mark of an object on its colour.
pub(crate) fn entity(object: &str, size: &'static str) -> impl IntoView + use<> {
    let object = object.to_owned();
    let icon = Icon::of_object(&object);
    leptos::html::span().class(format!("entity {size}")).attr("data-object", object).child(icon.draw())
}
