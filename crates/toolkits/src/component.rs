//! The component this page is shown in. In Lightning that is a utility of the app, and only from inside it; a sidebar
//! component is Salesforce Classic's.

use crate::{Console, Error};

impl Console {
    /// Names the button that opens the component. Console guide: setCustomConsoleComponentButtonText().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_custom_console_component_button_text(&self, text: &str) -> Result<(), Error> {
        self.perform("setCustomConsoleComponentButtonText", &[text.into()]).await
    }

    /// Makes the component so many CSS pixels high. Console guide: setCustomConsoleComponentHeight().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_custom_console_component_height(&self, px: u32) -> Result<(), Error> {
        self.perform("setCustomConsoleComponentHeight", &[px.into()]).await
    }

    /// Makes the component so many CSS pixels wide. Console guide: setCustomConsoleComponentWidth().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_custom_console_component_width(&self, px: u32) -> Result<(), Error> {
        self.perform("setCustomConsoleComponentWidth", &[px.into()]).await
    }

    /// Whether the component may be taken out into a window of its own.
    /// Console guide: setCustomConsoleComponentPopoutable().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_custom_console_component_popoutable(&self, popoutable: bool) -> Result<(), Error> {
        self.perform("setCustomConsoleComponentPopoutable", &[popoutable.into()]).await
    }

    /// Opens the component or minimises it. Console guide: setCustomConsoleComponentVisible().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_custom_console_component_visible(&self, visible: bool) -> Result<(), Error> {
        self.perform("setCustomConsoleComponentVisible", &[visible.into()]).await
    }
}
