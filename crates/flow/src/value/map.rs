//! Maps in the order of insertion.

use indexmap::IndexMap;

use crate::Text;

/// A map from text to values, in the order of insertion. Two maps with the same entries are equal in any order.
///
/// The hasher is the standard library's, SipHash with keys that differ from map to map: keys come from callers and from
/// records, and whoever chooses them must not be able to make a map slow. (In wasm, where the standard library has no source of
/// randomness, the keys still differ, by how many maps were made before.) Nothing a flow sees depends on it.
pub type Map<V> = IndexMap<Text, V>;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Map;
    use crate::Text;

    /// One of ten keys, as a word of the program or as shared text.
    fn key() -> impl Strategy<Value = Text> {
        const WORDS: [&str; 10] = ["", "a", "b", "c", "é", "0", "1", "a.b", "length", "Id"];
        (0..WORDS.len(), any::<bool>())
            .prop_map(|(at, shared)| if shared { Text::new(WORDS[at]) } else { Text::from(WORDS[at]) })
    }

    proptest! {
        /// A key keeps the place of its first insertion and has the value of its last, however its text is held.
        #[test]
        fn first_place_and_last_value(entries in prop::collection::vec((key(), any::<u8>()), 0..40)) {
            let mut model: Vec<(&str, u8)> = Vec::new();
            for (key, value) in &entries {
                match model.iter_mut().find(|(known, _)| *key == *known) {
                    Some((_, known)) => *known = *value,
                    None => model.push((key, *value)),
                }
            }
            let map: Map<u8> = entries.iter().cloned().collect();
            prop_assert!(map.iter().map(|(key, value)| (key.as_str(), *value)).eq(model.iter().copied()));
            for (key, value) in &model {
                prop_assert_eq!(map.get(*key), Some(value));
            }
            let json = serde_json::to_string(&map).expect("writes");
            prop_assert!(serde_json::from_str::<Map<u8>>(&json).expect("reads").iter().eq(map.iter()));
            let backwards: Map<u8> = map.iter().rev().map(|(key, value)| (key.clone(), *value)).collect();
            prop_assert_eq!(backwards, map);
        }
    }

    #[test]
    fn many_keys_in_any_order_are_found() {
        const MANY: u32 = 50_000;
        let rising = |n: u32| n;
        let falling = |n: u32| MANY - n;
        let scattered = |n: u32| n.wrapping_mul(2_654_435_761);
        for spread in [rising as fn(u32) -> u32, falling, scattered] {
            let key = |n: u32| format!("{:010}", spread(n));
            let mut map: Map<u32> = (0..MANY).map(|n| (key(n).into(), n)).collect();
            assert_eq!(map.len(), MANY as usize);
            assert!((0..MANY).all(|n| map.get(key(n).as_str()) == Some(&n)));
            assert_eq!(map.get("other"), None);
            map.retain(|_, n| *n % 2 == 0);
            assert!((0..MANY).all(|n| map.contains_key(key(n).as_str()) == (n % 2 == 0)));
        }
    }

    #[test]
    fn equal_in_any_order() {
        let map = |entries: &[(&'static str, i32)]| -> Map<i32> {
            entries.iter().map(|(key, value)| (Text::from(*key), *value)).collect()
        };
        assert_eq!(map(&[("a", 1), ("b", 2)]), map(&[("b", 2), ("a", 1)]));
        assert_ne!(map(&[("a", 1), ("b", 2)]), map(&[("a", 1)]));
        assert_ne!(map(&[("a", 1)]), map(&[("b", 1)]));
    }
}
