//! A parsed value as a source of serde's.

use serde::de::value::{BorrowedStrDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Value, map};

use crate::ReadError;

/// One value. Every method takes the kind of value its type is written as, and no other: what is never called is not compiled.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'v>(pub(crate) &'v Value);

fn expected<T>(what: &dyn Expected) -> Result<T, ReadError> {
    Err(ReadError::new(&format_args!("expected {what}")))
}

impl<'v> Reader<'v> {
    fn number<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Value::Number(number) = self.0 else { return expected(&visitor) };
        if let Some(number) = number.as_u64() {
            visitor.visit_u64(number)
        } else if let Some(number) = number.as_i64() {
            visitor.visit_i64(number)
        } else {
            visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
        }
    }
}

/// Methods that read a number.
macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
            self.number(visitor)
        })*
    };
}

impl<'v> Deserializer<'v> for Reader<'v> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Number(_) => self.number(visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Value::Bool(flag) = self.0 else { return expected(&visitor) };
        visitor.visit_bool(*flag)
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64 deserialize_f32 deserialize_f64
    }

    fn deserialize_str<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Value::String(text) = self.0 else { return expected(&visitor) };
        visitor.visit_borrowed_str(text)
    }

    fn deserialize_string<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'v>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Value::Array(items) = self.0 else { return expected(&visitor) };
        visitor.visit_seq(SeqDeserializer::new(items.iter().map(Reader)))
    }

    fn deserialize_tuple<V: Visitor<'v>>(self, _length: usize, visitor: V) -> Result<V::Value, ReadError> {
        let Value::Array(items) = self.0 else { return expected(&visitor) };
        let mut items = SeqDeserializer::new(items.iter().map(Reader));
        let tuple = visitor.visit_seq(&mut items)?;
        items.end()?;
        Ok(tuple)
    }

    fn deserialize_map<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Value::Object(entries) = self.0 else { return expected(&visitor) };
        visitor.visit_map(Entries { entries: entries.iter(), read: None })
    }

    fn deserialize_struct<V: Visitor<'v>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'v>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match self.0 {
            Value::String(word) => visitor.visit_enum(Variant { word, content: Content(None) }),
            Value::Object(entries) if entries.len() == 1 => match entries.iter().next() {
                Some((word, content)) => {
                    visitor.visit_enum(Variant { word, content: Content(Some(content)) })
                }
                None => expected(&visitor),
            },
            _ => expected(&visitor),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'v>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        <V: Visitor<'v>>
        i128 u128 char bytes byte_buf unit unit_struct tuple_struct identifier
    }
}

impl<'v> IntoDeserializer<'v, ReadError> for Reader<'v> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The entries of a map, one after another.
struct Entries<'v> {
    entries: map::Iter<'v>,
    /// The entry whose key was read and whose value was not.
    read: Option<(&'v str, &'v Value)>,
}

impl<'v> MapAccess<'v> for Entries<'v> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, ReadError> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.read = Some((key, value));
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, ReadError> {
        let (key, value) = self.read.unwrap_or(("", &Value::Null));
        seed.deserialize(Reader(value)).map_err(|error| error.under(&key))
    }
}

/// A variant: a word, or a map of the word and its content.
struct Variant<'v> {
    word: &'v str,
    content: Content<'v>,
}

/// What a variant holds; nothing where it is only a word.
struct Content<'v>(Option<&'v Value>);

impl<'v> Content<'v> {
    fn reader(self) -> Result<Reader<'v>, ReadError> {
        self.0
            .map(Reader)
            .ok_or_else(|| ReadError::new(&"invalid type: unit variant, expected one with content"))
    }
}

impl<'v> EnumAccess<'v> for Variant<'v> {
    type Error = ReadError;
    type Variant = Content<'v>;

    fn variant_seed<V: DeserializeSeed<'v>>(self, seed: V) -> Result<(V::Value, Content<'v>), ReadError> {
        let word = seed.deserialize(BorrowedStrDeserializer::new(self.word))?;
        Ok((word, self.content))
    }
}

impl<'v> VariantAccess<'v> for Content<'v> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        if self.0.is_none_or(Value::is_null) { Ok(()) } else { expected(&"nothing beside the word") }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<T::Value, ReadError> {
        seed.deserialize(self.reader()?)
    }

    fn tuple_variant<V: Visitor<'v>>(self, length: usize, visitor: V) -> Result<V::Value, ReadError> {
        self.reader()?.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'v>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.reader()?.deserialize_map(visitor)
    }
}
