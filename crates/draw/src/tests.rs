use std::path::Path;

use flow::Document;
use proptest::prelude::*;

use crate::{Arrangement, Drawing, PortState, svg};

fn draw(text: &str) -> Drawing {
    Drawing::of(&Document::parse(text).0)
}

fn flow_of(actions: &str) -> String {
    format!(r#"{{"actions":[{actions}]}}"#)
}

/// The picture of the documentation is the golden one. `SWITCHBOARD_BLESS=1 cargo test -p draw` makes it anew.
#[test]
fn the_picture_of_the_documentation_is_in_step() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let flow = std::fs::read_to_string(root.join("flows/voice-screen-pop.json")).expect("flow");
    let picture = root.join("docs/images/voice-screen-pop.svg");
    let drawn = svg(&draw(&flow));
    if std::env::var_os("SWITCHBOARD_BLESS").is_some() {
        std::fs::write(&picture, &drawn).expect("writes");
    }
    let kept = std::fs::read_to_string(&picture).expect("picture");
    assert!(drawn == kept, "look at the new picture, then: SWITCHBOARD_BLESS=1 cargo test -p draw");
}

/// Places, outlines, outputs and wires of one small flow, laid out.
#[test]
fn geometry() {
    let drawing = draw(&flow_of(
        r#"{"id":"a","type":"SE_Start","ports":{"done":"b"}},
           {"id":"b","type":"SE_CoreTruthy","ports":{"true":"c"}},
           {"id":"c","type":"SE_Magic","ports":{"poof":"zzz"}}"#,
    ));
    assert_eq!(drawing.arrangement, Arrangement::Layered);
    let shapes: Vec<String> = drawing
        .shapes
        .iter()
        .map(|shape| {
            let ports: Vec<String> =
                shape.ports.iter().map(|port| format!("{} {:?}", port.name, port.state)).collect();
            let (x, y) = (shape.rect.x, shape.rect.y);
            format!("{} {:?} {} at {x} {y}: {}", shape.id, shape.outline, shape.tint, ports.join(", "))
        })
        .collect();
    assert_eq!(
        shapes,
        [
            "a Pill flow-control at 32 85: done Connected",
            "b Diamond flow-control at 216 49: true Connected, false Open",
            "c Box unknown at 512 69: poof Dangling",
        ]
    );
    let wires: Vec<String> = drawing.wires.iter().map(crate::Wire::path).collect();
    assert_eq!(wires, ["M128 109L216 109", "M424 109L512 109"]);
}

#[track_caller]
fn check_arrangement(actions: &str, expected: Arrangement) {
    assert_eq!(draw(&flow_of(actions)).arrangement, expected, "{actions}");
}

#[test]
fn the_author_places_the_blocks_where_that_is_possible() {
    use Arrangement::{Author, Layered};
    let two = |first: &str, second: &str| {
        format!(r#"{{"id":"a","type":"SE_Log"{first}}},{{"id":"b","type":"SE_Log"{second}}}"#)
    };
    check_arrangement(&two(r#","position":[0,0]"#, r#","position":[256,0]"#), Author);
    check_arrangement(&two(r#","position":[0,0]"#, r#","position":[200,0]"#), Author);
    check_arrangement(&two(r#","position":[-5.5,0]"#, r#","position":[0,90.25]"#), Author);
    check_arrangement(&two(r#","position":[0,0]"#, r#","position":[20,20]"#), Layered);
    check_arrangement(&two(r#","position":[0,0]"#, r#","position":[0,0]"#), Layered);
    check_arrangement(&two(r#","position":[0,0]"#, ""), Layered);
    check_arrangement(&two(r#","position":[0,0]"#, r#","position":[1e300,0]"#), Layered);
}

#[test]
fn the_authors_places_keep_their_proportions() {
    let drawing = draw(&flow_of(
        r#"{"id":"a","type":"SE_Log","position":[0,0]},{"id":"b","type":"SE_Log","position":[300,100]},
           {"id":"c","type":"SE_Log","position":[600,0]}"#,
    ));
    let at: Vec<(i32, i32)> = drawing.shapes.iter().map(|shape| (shape.rect.x, shape.rect.y)).collect();
    assert_eq!(at, [(32, 49), (332, 149), (632, 49)]);
}

#[test]
fn a_change_of_words_moves_nothing() {
    let flow = |title: &str| {
        flow_of(&format!(
            r#"{{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},
               {{"id":"b","type":"SE_Log","meta":{{"title":"{title}"}},"ports":{{"done":"c"}}}},{{"id":"c","type":"SE_End"}}"#
        ))
    };
    assert_eq!(draw(&flow("x")).wires, draw(&flow("a rather long title of many words")).wires);
}

#[test]
fn text_is_text() {
    let text = svg(&draw(
        r#"{"name":"\"/><script>alert(1)</script>","actions":[{"id":"<a>&'\u0001","type":"SE_<x>","meta":{"title":"<b>&amp;"},"ports":{"<p>":"q"}}]}"#,
    ));
    assert!(!text.contains("<script"), "{text}");
    for piece in
        ["&lt;b&gt;&amp;amp;", "&lt;p&gt;", "&lt;a&gt;&amp;&#39;\u{fffd}", "SE_&lt;x&gt;", "&quot;/&gt;"]
    {
        assert!(text.contains(piece), "{piece}");
    }
}

#[test]
fn nothing_to_draw_is_a_picture_too() {
    assert!(svg(&draw("{}")).contains("viewBox=\"0 0 64 64\""));
}

/// A flow of some known and unknown blocks, wired by chance; the author placed them, or not.
fn any_flow() -> impl Strategy<Value = String> {
    let types = prop_oneof![
        Just("SE_Start"),
        Just("SE_End"),
        Just("SE_Log"),
        Just("SE_CoreTruthy"),
        Just("SE_SFCreateTask"),
        Just("SE_X")
    ];
    let ports = prop::collection::vec((0..5usize, 0..12usize), 0..3);
    let place = prop::option::of((-5..5i32, -5..5i32));
    let block = (types, ports, place).prop_map(|(type_id, ports, place)| {
        let names = ["done", "success", "failure", "true", "false"];
        let ports: Vec<String> =
            ports.iter().map(|(name, to)| format!(r#""{}":"{to}""#, names[*name])).collect();
        let place =
            place.map(|(x, y)| format!(r#","position":[{},{}]"#, x * 150, y * 90)).unwrap_or_default();
        format!(r#""type":"{type_id}","ports":{{{}}}{place}"#, ports.join(","))
    });
    prop::collection::vec(block, 0..12).prop_map(|blocks| {
        let with_id = |(at, block): (usize, &String)| format!(r#"{{"id":"{at}",{block}}}"#);
        flow_of(&blocks.iter().enumerate().map(with_id).collect::<Vec<_>>().join(","))
    })
}

proptest! {
    #[test]
    fn blocks_never_lie_on_one_another_and_everything_is_inside(flow in any_flow()) {
        let drawing = draw(&flow);
        for (at, shape) in drawing.shapes.iter().enumerate() {
            for other in &drawing.shapes[at + 1..] {
                prop_assert!(!shape.rect.overlaps(other.rect), "{} and {}", shape.id, other.id);
            }
            prop_assert!(shape.rect.x >= 0 && shape.rect.right() <= drawing.width);
            prop_assert!(shape.rect.y >= 0 && shape.rect.bottom() <= drawing.height);
        }
        for point in drawing.wires.iter().flat_map(|wire| &wire.points) {
            prop_assert!((0..=drawing.width).contains(&point.x) && (0..=drawing.height).contains(&point.y));
        }
    }

    #[test]
    fn every_connected_output_has_a_wire_around_the_blocks(flow in any_flow()) {
        let drawing = draw(&flow);
        let connected = drawing.shapes.iter().flat_map(|shape| &shape.ports);
        let connected = connected.filter(|port| port.state == PortState::Connected).count();
        prop_assert_eq!(connected, drawing.wires.len());
        for wire in &drawing.wires {
            for pair in wire.points.windows(2) {
                prop_assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y);
                for shape in &drawing.shapes {
                    prop_assert!(!shape.rect.is_cut_by(pair[0], pair[1]), "{:?} through {}", wire, shape.id);
                }
            }
        }
    }

    #[test]
    fn the_same_flow_gives_the_same_picture(flow in any_flow()) {
        prop_assert_eq!(svg(&draw(&flow)), svg(&draw(&flow)));
    }
}
