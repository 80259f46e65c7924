//! Values as JSON: tagged without loss for recordings, plain for hosts.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Map, Value, date};

const SPECIAL: &str = "$value";
const DATE: &str = "$date";
const WRAPPED: &str = "$map";

/// Whole numbers up to here are exact as doubles, so they are written without a point.
const SAFE: f64 = 9_007_199_254_740_992.0;

impl Value {
    /// Plain JSON as `JSON.stringify` makes it: undefined entries are left out, undefined items and NaN become null,
    /// dates become ISO text. This is what goes to a host; it loses what JSON lacks.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Undefined | Value::Null => serde_json::Value::Null,
            Value::Bool(flag) => (*flag).into(),
            Value::Number(number) => json_number(*number),
            Value::Text(text) => text.as_str().into(),
            Value::Date(ms) => date::to_iso(*ms).into(),
            Value::List(items) => items.iter().map(Value::to_json).collect(),
            Value::Map(entries) => entries
                .iter()
                .filter(|(_, value)| !value.is_undefined())
                .map(|(key, value)| (key.to_string(), value.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }

    /// Plain JSON as a value. No tags are read: every map is data.
    pub fn from_json(json: &serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(flag) => Value::Bool(*flag),
            serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::String(text) => Value::text(text),
            serde_json::Value::Array(items) => Value::List(items.iter().map(Value::from_json).collect()),
            serde_json::Value::Object(entries) => {
                Value::map(entries.iter().map(|(key, value)| (key.clone(), Value::from_json(value))))
            }
        }
    }
}

fn is_whole(number: f64) -> bool {
    number.fract() == 0.0 && number.abs() <= SAFE && !(number == 0.0 && number.is_sign_negative())
}

fn json_number(number: f64) -> serde_json::Value {
    if is_whole(number) { (number as i64).into() } else { number.into() }
}

/// Whether a map of data would be read back as a tag.
fn looks_like_tag(entries: &Map<Value>) -> bool {
    entries.len() == 1 && entries.keys().all(|key| [SPECIAL, DATE, WRAPPED].contains(&key.as_str()))
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tag = |serializer: S, word: &str| {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry(SPECIAL, word)?;
            map.end()
        };
        match self {
            Value::Undefined => tag(serializer, "undefined"),
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Number(number) if number.is_nan() => tag(serializer, "nan"),
            Value::Number(number) if *number == f64::INFINITY => tag(serializer, "infinity"),
            Value::Number(number) if *number == f64::NEG_INFINITY => tag(serializer, "-infinity"),
            Value::Number(number) if is_whole(*number) => serializer.serialize_i64(*number as i64),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Date(ms) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(DATE, &ms.is_finite().then_some(Value::Number(*ms)))?;
                map.end()
            }
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(entries) if looks_like_tag(entries) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(WRAPPED, &entries.iter().collect::<Vec<_>>())?;
                map.end()
            }
            Value::Map(entries) => entries.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::text(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries: Map<Value> = Map::new();
        while let Some((key, value)) = map.next_entry()? {
            entries.insert(key, value);
        }
        Ok(untag(entries))
    }
}

/// A tag as the value it stands for; any other map as itself. An unknown tag word is data, not an error.
fn untag(entries: Map<Value>) -> Value {
    let only = entries.first().filter(|_| looks_like_tag(&entries));
    let found = only.and_then(|(key, value)| match (key.as_str(), value) {
        (SPECIAL, Value::Text(word)) => special(word),
        (DATE, Value::Number(ms)) => ms.is_finite().then_some(Value::Date(*ms)),
        (DATE, Value::Null) => Some(Value::Date(f64::NAN)),
        (WRAPPED, Value::List(pairs)) => pair(pairs),
        _ => None,
    });
    found.unwrap_or_else(|| entries.into())
}

fn special(word: &str) -> Option<Value> {
    Some(match word {
        "undefined" => Value::Undefined,
        "nan" => Value::Number(f64::NAN),
        "infinity" => Value::Number(f64::INFINITY),
        "-infinity" => Value::Number(f64::NEG_INFINITY),
        _ => return None,
    })
}

/// A wrapped map, from its one key and value.
fn pair(pairs: &[Value]) -> Option<Value> {
    let [Value::List(pair)] = pairs else { return None };
    let [Value::Text(key), value] = pair.as_slice() else { return None };
    Some(Value::map([(key, value.clone())]))
}

#[cfg(test)]
mod tests {
    use crate::Value;
    use proptest::prelude::*;

    #[track_caller]
    fn check(value: Value, json: &str) {
        assert_eq!(serde_json::to_string(&value).expect("writes"), json);
        assert_eq!(value.to_tagged_text(), json);
        assert_eq!(format!("{:?}", Value::from_tagged_text(json).expect("reads")), format!("{value:?}"));
        let back: Value = serde_json::from_str(json).expect("reads");
        // NaN differs from itself, so compare what both print.
        assert_eq!(format!("{back:?}"), format!("{value:?}"));
    }

    #[test]
    fn what_json_lacks_is_tagged() {
        check(Value::Undefined, r#"{"$value":"undefined"}"#);
        check(Value::Number(f64::NAN), r#"{"$value":"nan"}"#);
        check(Value::Number(f64::INFINITY), r#"{"$value":"infinity"}"#);
        check(Value::Number(f64::NEG_INFINITY), r#"{"$value":"-infinity"}"#);
        check(Value::Number(-0.0), "-0.0");
        check(Value::Number(7.0), "7");
        check(Value::Number(0.5), "0.5");
        check(Value::Date(5.0), r#"{"$date":5}"#);
        check(Value::Date(f64::NAN), r#"{"$date":null}"#);
        check(
            Value::map([("a", Value::Undefined), ("b", Value::Null)]),
            r#"{"a":{"$value":"undefined"},"b":null}"#,
        );
    }

    #[test]
    fn data_that_looks_like_a_tag_is_wrapped() {
        check(Value::map([("$value", "undefined")]), r#"{"$map":[["$value","undefined"]]}"#);
        check(Value::map([("$date", 5.0)]), r#"{"$map":[["$date",5]]}"#);
        check(Value::map([("$map", Value::map([("a", 1.0)]))]), r#"{"$map":[["$map",{"a":1}]]}"#);
        check(Value::map([("$value", "undefined"), ("more", "x")]), r#"{"$value":"undefined","more":"x"}"#);
    }

    #[test]
    fn an_unknown_tag_is_data() {
        for json in [r#"{"$value":"maybe"}"#, r#"{"$date":"today"}"#, r#"{"$map":5}"#, r#"{"$map":[1,2]}"#] {
            let plain = serde_json::from_str(json).expect("json");
            assert_eq!(
                serde_json::from_str::<Value>(json).expect("reads"),
                Value::from_json(&plain),
                "{json}"
            );
            assert_eq!(Value::from_tagged_text(json), Some(Value::from_json(&plain)), "{json}");
        }
    }

    #[test]
    fn hosts_get_plain_json() {
        let value =
            Value::map([("a", Value::Undefined), ("b", Value::Number(f64::NAN)), ("c", Value::Date(0.0))]);
        assert_eq!(value.to_json().to_string(), r#"{"b":null,"c":"1970-01-01T00:00:00.000Z"}"#);
        assert_eq!(Value::List(vec![Value::Undefined, Value::Number(3.0)]).to_json().to_string(), "[null,3]");
        assert_eq!(value.to_json_text(), value.to_json().to_string());
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Undefined),
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<f64>().prop_filter("NaN differs from itself", |n| !n.is_nan()).prop_map(Value::Number),
            any::<String>().prop_map(Value::from),
            (-8.64e15..8.64e15f64).prop_map(Value::Date),
        ];
        let key = prop_oneof![
            any::<String>(),
            Just("$value".to_owned()),
            Just("$date".to_owned()),
            Just("$map".to_owned())
        ];
        leaf.prop_recursive(4, 24, 4, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
                prop::collection::vec((key.clone(), inner), 0..3).prop_map(Value::map),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_value_survives(value in any_value()) {
            let json = serde_json::to_string(&value).expect("writes");
            let back: Value = serde_json::from_str(&json).expect("reads");
            prop_assert_eq!(&back, &value);
            // Both writers may spell a number differently; what they mean is the same.
            prop_assert_eq!(Value::from_tagged_text(&value.to_tagged_text()).expect("reads"), value.clone());
            prop_assert_eq!(Value::from_tagged_text(&json).expect("reads"), value.clone());
            prop_assert_eq!(serde_json::from_str::<Value>(&value.to_tagged_text()).expect("reads"), value.clone());
            let plain = serde_json::from_str::<serde_json::Value>(&value.to_json_text()).expect("reads");
            prop_assert_eq!(Value::from_json(&plain), Value::from_json(&value.to_json()));
        }
    }
}
