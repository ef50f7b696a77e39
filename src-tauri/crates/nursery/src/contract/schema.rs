//! The list of operations with the JSON schemas of request and reply, for scripts.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::rows;

/// Every operation: name, kind, permission, what it does, and the JSON schemas of request and reply.
#[must_use]
pub fn operations_json() -> Value {
    let mut requests = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    let mut replies = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let list: Vec<Value> = rows()
        .values()
        .map(|row| {
            let (request, reply) = (row.schema)(&mut requests, &mut replies);
            json!({
                "name": row.name,
                "kind": format!("{:?}", row.kind()).to_lowercase(),
                "permission": row.permission.map(crate::access::Permission::code),
                "second": { "kind": row.second.code(), "posts": row.second.posts().iter().map(|p| p.code()).collect::<Vec<_>>() },
                "title": { "zh": row.title.0, "en": row.title.1 },
                "request": request,
                "reply": reply,
            })
        })
        .collect();
    json!({
        "operations": list,
        "definitions": { "request": requests.definitions(), "reply": replies.definitions() },
    })
}
