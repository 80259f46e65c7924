//! A map in the order of insertion, made to be small: what depends on the values is thin, the rest exists once.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::order::Order;
use super::text::same;
use crate::Text;

/// Up to so many entries are searched one by one. Most maps of flows have fewer.
const LINEAR: usize = 16;

/// A map from text to values, in the order of insertion. Two maps with the same entries are equal in any order.
///
/// Whoever chooses the keys cannot make it slow: large maps are found through an order, not through a hash.
#[derive(Clone)]
pub struct Map<V> {
    entries: Vec<(Text, V)>,
    /// Of the keys, once there are more than [`LINEAR`]; empty before.
    order: Order,
}

impl<V> Map<V> {
    /// An empty map.
    pub const fn new() -> Map<V> {
        Map { entries: Vec::new(), order: Order::new() }
    }

    /// An empty map with room for so many entries.
    pub fn with_capacity(capacity: usize) -> Map<V> {
        Map { entries: Vec::with_capacity(capacity), order: Order::new() }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value under this key.
    pub fn get(&self, key: &str) -> Option<&V> {
        Some(&self.entries.get(self.position(key)?)?.1)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        let at = self.position(key)?;
        Some(&mut self.entries.get_mut(at)?.1)
    }

    /// Whether there is such a key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    /// Sets the value under a key and gives the one that was there. A new key comes last, a known one keeps its place.
    pub fn insert(&mut self, key: impl Into<Text>, value: V) -> Option<V> {
        self.put(key.into(), value)
    }

    fn put(&mut self, key: Text, value: V) -> Option<V> {
        match self.position(&key) {
            Some(at) => Some(std::mem::replace(&mut self.entries[at].1, value)),
            None => {
                self.push(key, value);
                None
            }
        }
    }

    /// The value under a key; the value's default, put there, when there is none.
    pub fn get_or_default(&mut self, key: &str) -> &mut V
    where
        V: Default,
    {
        let at = self.position(key).unwrap_or_else(|| {
            self.push(Text::of(key), V::default());
            self.entries.len() - 1
        });
        &mut self.entries[at].1
    }

    /// Takes an entry out; those behind it move up.
    pub fn remove(&mut self, key: &str) -> Option<V> {
        let (_, value) = self.entries.remove(self.position(key)?);
        self.put_in_order();
        Some(value)
    }

    /// Keeps the entries for which this is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &V) -> bool) {
        self.keep(&mut keep);
    }

    fn keep(&mut self, keep: &mut dyn FnMut(&str, &V) -> bool) {
        self.entries.retain(|(key, value)| keep(key, value));
        self.put_in_order();
    }

    /// The first entry.
    pub fn first(&self) -> Option<&(Text, V)> {
        self.entries.first()
    }

    /// All entries, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, (Text, V)> {
        self.entries.iter()
    }

    /// All entries, in order, the values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Text, &mut V)> {
        self.entries.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// All values, in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.entries.iter().map(|(_, value)| value)
    }

    /// All values, in order, to be changed.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> + ExactSizeIterator {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    fn position(&self, key: &str) -> Option<usize> {
        if !self.order.is_empty() {
            return self.order.find(key, &|at| self.entries[at].0.as_str());
        }
        // Most keys that differ do so in length, and most that are equal lie at the same place: seen here it saves a call each.
        let is_key =
            |known: &str| known.len() == key.len() && (known.as_ptr() == key.as_ptr() || same(known, key));
        self.entries.iter().position(|(known, _)| is_key(known))
    }

    /// A key that is known not to be there.
    pub(crate) fn push(&mut self, key: Text, value: V) {
        self.entries.push((key, value));
        match self.order.is_empty() {
            true if self.entries.len() > LINEAR => self.put_in_order(),
            true => {}
            false => self.order.insert(self.entries.len() - 1, &|at| self.entries[at].0.as_str()),
        }
    }

    fn put_in_order(&mut self) {
        self.order = Order::new();
        if self.entries.len() > LINEAR {
            self.order.fill(self.entries.len(), &|at| self.entries[at].0.as_str());
        }
    }
}

impl<V> Default for Map<V> {
    fn default() -> Map<V> {
        Map::new()
    }
}

impl<V: fmt::Debug> fmt::Debug for Map<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.entries.iter().map(|(key, value)| (key, value))).finish()
    }
}

impl<V: PartialEq> PartialEq for Map<V> {
    fn eq(&self, other: &Map<V>) -> bool {
        let same = |(key, value): &(Text, V)| other.get(key).is_some_and(|theirs| theirs == value);
        self.len() == other.len() && self.entries.iter().all(same)
    }
}

impl<V: Eq> Eq for Map<V> {}

impl<V> Index<&str> for Map<V> {
    type Output = V;

    fn index(&self, key: &str) -> &V {
        self.get(key).expect("no entry under this key")
    }
}

impl<K: Into<Text>, V> Extend<(K, V)> for Map<V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        // One by one: every kind of iterator would bring its own way of collecting.
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Into<Text>, V> FromIterator<(K, V)> for Map<V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Map<V> {
        let mut map = Map::new();
        map.extend(entries);
        map
    }
}

impl<K: Into<Text>, V, const N: usize> From<[(K, V); N]> for Map<V> {
    fn from(entries: [(K, V); N]) -> Map<V> {
        entries.into_iter().collect()
    }
}

impl<V> IntoIterator for Map<V> {
    type Item = (Text, V);
    type IntoIter = std::vec::IntoIter<(Text, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'m, V> IntoIterator for &'m Map<V> {
    type Item = &'m (Text, V);
    type IntoIter = std::slice::Iter<'m, (Text, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<V: Serialize> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Map<V>, D::Error> {
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

struct Reader<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Reader<V> {
    type Value = Map<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Map<V>, A::Error> {
        let mut map = Map::new();
        while let Some((key, value)) = entries.next_entry::<Text, V>()? {
            map.insert(key, value);
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Map;

    /// What a map can be asked to do.
    #[derive(Clone, Debug)]
    enum Act {
        Insert(u8, u8),
        Remove(u8),
        Retain(u8),
        Default(u8),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            12 => (any::<u8>(), any::<u8>()).prop_map(|(key, value)| Act::Insert(key, value)),
            2 => any::<u8>().prop_map(Act::Remove),
            2 => any::<u8>().prop_map(Act::Default),
            1 => any::<u8>().prop_map(Act::Retain),
        ];
        prop::collection::vec(act, 0..200)
    }

    proptest! {
        /// Small or large, it is what `indexmap` would be, after every act.
        #[test]
        fn as_indexmap_does_it(acts in acts()) {
            let (mut ours, mut theirs) = (Map::new(), indexmap::IndexMap::new());
            for act in acts {
                match act {
                    Act::Insert(key, value) => {
                        let key = key.to_string();
                        prop_assert_eq!(ours.insert(key.clone(), value), theirs.insert(key, value));
                    }
                    Act::Remove(key) => {
                        let key = key.to_string();
                        prop_assert_eq!(ours.remove(&key), theirs.shift_remove(&key));
                    }
                    Act::Retain(below) => {
                        ours.retain(|_, value| *value < below);
                        theirs.retain(|_, value| *value < below);
                    }
                    Act::Default(key) => {
                        let key = key.to_string();
                        prop_assert_eq!(ours.get_or_default(&key), theirs.entry(key).or_default());
                    }
                }
                prop_assert!(ours.keys().eq(theirs.keys()));
                prop_assert!(ours.values().eq(theirs.values()));
            }
            for key in 0..=u8::MAX {
                let key = key.to_string();
                prop_assert_eq!(ours.get(&key), theirs.get(&key));
            }
        }
    }

    #[test]
    fn many_keys_in_any_order_are_found() {
        const MANY: u32 = 50_000;
        let rising = |n: u32| n;
        let falling = |n: u32| MANY - n;
        let scattered = |n: u32| n.wrapping_mul(2_654_435_761);
        for spread in [rising as fn(u32) -> u32, falling, scattered] {
            let mut map: Map<u32> = (0..MANY).map(|n| (format!("{:010}", spread(n)), n)).collect();
            assert_eq!(map.len(), MANY as usize);
            assert!((0..MANY).all(|n| map.get(&format!("{:010}", spread(n))) == Some(&n)));
            assert_eq!(map.get("other"), None);
            map.retain(|_, n| n % 2 == 0);
            assert!((0..MANY).all(|n| map.contains_key(&format!("{:010}", spread(n))) == (n % 2 == 0)));
        }
    }

    #[test]
    fn equal_in_any_order() {
        assert_eq!(Map::from([("a", 1), ("b", 2)]), Map::from([("b", 2), ("a", 1)]));
        assert_ne!(Map::from([("a", 1), ("b", 2)]), Map::from([("a", 1)]));
        assert_ne!(Map::from([("a", 1)]), Map::from([("b", 1)]));
    }
}
