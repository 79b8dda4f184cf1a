//! JSON as a type, with the key of what is wrong in it.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Reads a text.
///
/// # Errors
/// It is no JSON, or not of this type: the key, and what was expected there.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let mut from = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut from).map_err(with_key)?;
    from.end().map_err(|error| error.to_string())?;
    Ok(read)
}

/// An object as a type.
///
/// # Errors
/// It is not of this type: the key, and what was expected there.
pub(super) fn typed<T: DeserializeOwned>(object: Map<String, Value>) -> Result<T, String> {
    serde_path_to_error::deserialize(Value::Object(object)).map_err(with_key)
}

fn with_key(error: serde_path_to_error::Error<serde_json::Error>) -> String {
    match error.path().to_string().as_str() {
        "." => error.inner().to_string(),
        path => format!("`{path}`: {}", error.inner()),
    }
}
