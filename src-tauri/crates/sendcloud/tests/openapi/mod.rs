//! The platform's published OpenAPI documents, and what they say about a request.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use api_client::{Accept, Method, Request};
use serde_json::{Value, json};

/// One API's documents: which paths it has, with parameters, bodies and examples.
pub struct Document {
    /// `/api/v2` or `/api/v3`.
    base: &'static str,
    content: Value,
}

/// All documents that the client uses; none (with a line on stderr) where the folder is not there.
pub fn documents() -> Option<Vec<Document>> {
    let Some(folder) = folder() else {
        assert!(
            std::env::var("CI_REQUIRES_CONTRACTS").as_deref() != Ok("1"),
            "the OpenAPI documents are missing (shared/api/openapi beside the checkout, or PACKBENCH_OPENAPI)"
        );
        let _ = writeln!(
            std::io::stderr(),
            "skipped: no OpenAPI documents (set PACKBENCH_OPENAPI to their folder)"
        );
        return None;
    };
    let load = |base: &'static str, file: &str| {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        Document { base, content: serde_norway::from_str(&text).unwrap() }
    };
    Some(vec![
        load("/api/v2", "v2/integrations.yaml"),
        load("/api/v3", "v3/integrations.yaml"),
        load("/api/v3", "v3/orders.yaml"),
        load("/api/v3", "v3/ship-an-order.yaml"),
        load("/api/v3", "v3/shipments.yaml"),
        load("/api/v3", "v3/parcel-documents.yaml"),
        load("/api/v3", "v3/user.yaml"),
        load("/api/v3", "v3/organization.yaml"),
        load("/api/v3", "v3/sender-addresses.yaml"),
        load("/api/v3", "v3/brands.yaml"),
        load("/api/v3", "v3/contracts.yaml"),
        load("/api/v3", "v3/shipping-options.yaml"),
        load("/api/v3", "v3/parcel-statuses.yaml"),
        load("/api/v3", "v3/parcel-tracking.yaml"),
    ])
}

fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("PACKBENCH_OPENAPI") {
        return Some(PathBuf::from(folder));
    }
    let found = |folder: &Path| Some(folder.join("shared/api/openapi")).filter(|path| path.is_dir());
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find_map(found)
}

/// A response example of an operation.
pub struct Example {
    pub status: u16,
    pub name: String,
    pub value: Value,
}

/// One documented operation.
pub struct Operation<'a> {
    document: &'a Document,
    template: &'static str,
    path_item: &'a Value,
    content: &'a Value,
}

/// The operation that a request means.
pub fn operation<'a>(documents: &'a [Document], request: &Request) -> Operation<'a> {
    let method = match request.method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    };
    documents
        .iter()
        .filter_map(|document| {
            let template = request.endpoint.strip_prefix(document.base)?;
            let path_item = document.content["paths"].get(template)?;
            let content = path_item.get(method)?;
            Some(Operation { document, template, path_item, content })
        })
        .next()
        .unwrap_or_else(|| panic!("{} is not documented", request.name()))
}

impl Operation<'_> {
    /// Everything in a request that the documents do not allow.
    pub fn complaints(&self, request: &Request) -> Vec<String> {
        let mut complaints = self.path_complaints(request);
        complaints.extend(self.query_complaints(request));
        match (&request.body, self.content.get("requestBody")) {
            (Some(body), Some(_)) => match serde_json::from_slice(body) {
                Ok(body) => complaints.extend(self.body_complaints(&body)),
                Err(error) => complaints.push(format!("the body is no JSON: {error}")),
            },
            (None, None) => {}
            (Some(_), None) => complaints.push("a body where none is documented".to_owned()),
            (None, Some(_)) => complaints.push("no body where one is documented".to_owned()),
        }
        complaints
    }

    /// What the schema of the request body says.
    pub fn body_complaints(&self, body: &Value) -> Vec<String> {
        let mut schema = self.document.content.clone();
        schema["allOf"] = json!([self.content["requestBody"]["content"]["application/json"]["schema"]]);
        self.violations(&schema, body)
    }

    pub fn examples(&self) -> Vec<Example> {
        let mut examples = Vec::new();
        for (status, response) in self.content["responses"].as_object().unwrap() {
            let media = &self.resolved(response)["content"]["application/json"];
            for (name, example) in media["examples"].as_object().into_iter().flatten() {
                let value = self.resolved(example)["value"].clone();
                examples.push(Example { status: status.parse().unwrap(), name: name.clone(), value });
            }
            let of_schema = || self.resolved(&media["schema"]).get("example");
            if let Some(value) = media.get("example").or_else(of_schema) {
                examples.push(Example {
                    status: status.parse().unwrap(),
                    name: "example".into(),
                    value: value.clone(),
                });
            }
        }
        examples
    }

    fn path_complaints(&self, request: &Request) -> Vec<String> {
        let full = format!("{}{}", self.document.base, self.template);
        let (wanted, given): (Vec<_>, Vec<_>) =
            (full.split('/').collect(), request.path.split('/').collect());
        if wanted.len() != given.len() {
            return vec![format!("{} does not fit {full}", request.path)];
        }
        let parameters = self.parameters("path");
        let fits = |wanted: &str, given: &str| match wanted
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            None => (wanted != given).then(|| format!("{given} where {wanted} is documented")),
            Some(name) => match parameters.iter().find(|parameter| parameter["name"] == name) {
                Some(parameter) => self.value_complaint(parameter, &[given]),
                None => Some(format!("the path parameter {name} is not documented")),
            },
        };
        wanted.iter().zip(&given).filter_map(|(wanted, given)| fits(wanted, given)).collect()
    }

    fn query_complaints(&self, request: &Request) -> Vec<String> {
        let parameters = self.parameters("query");
        let names: HashSet<&str> = request.query.iter().map(|(name, _)| name.as_str()).collect();
        let mut complaints = Vec::new();
        for name in names {
            let values: Vec<&str> = request
                .query
                .iter()
                .filter(|(other, _)| other == name)
                .map(|(_, value)| value.as_str())
                .collect();
            match parameters.iter().find(|parameter| parameter["name"] == name) {
                Some(parameter) => complaints.extend(self.value_complaint(parameter, &values)),
                None => complaints.push(format!("the query parameter {name} is not documented")),
            }
        }
        let accepts = self.parameters("header").into_iter().find(|parameter| parameter["name"] == "Accept");
        match (accepts, request.accept) {
            (Some(parameter), accept) => {
                complaints.extend(self.value_complaint(&parameter, &[accept.mime()]))
            }
            (None, Accept::Json) => {}
            (None, accept) => complaints.push(format!("{} is not documented", accept.mime())),
        }
        let partner = self.parameters("header").iter().any(|one| one["name"] == "Sendcloud-Partner-Id");
        if partner != request.takes_partner_id {
            complaints.push(format!("the partner's id is documented: {partner}"));
        }
        complaints
    }

    /// The texts of one parameter, read as the type that its schema names.
    fn value_complaint(&self, parameter: &Value, texts: &[&str]) -> Option<String> {
        let schema = &parameter["schema"];
        let read = |kind: &Value, text: &str| match kind.as_str() {
            Some("integer" | "number") => text.parse::<i64>().map_or(json!(text), Value::from),
            Some("boolean") => text.parse::<bool>().map_or(json!(text), Value::from),
            _ => json!(text),
        };
        let value = match (schema["type"].as_str(), texts) {
            (Some("array"), texts) => texts.iter().map(|text| read(&schema["items"]["type"], text)).collect(),
            (_, [text]) => read(&schema["type"], text),
            (_, _) => return Some(format!("{} is given {} times", parameter["name"], texts.len())),
        };
        let mut schema_in_document = self.document.content.clone();
        schema_in_document["allOf"] = json!([schema]);
        let violations = self.violations(&schema_in_document, &value);
        (!violations.is_empty()).then(|| format!("{}: {}", parameter["name"], violations.join(", ")))
    }

    fn parameters(&self, place: &str) -> Vec<Value> {
        [self.path_item, self.content]
            .into_iter()
            .filter_map(|owner| owner["parameters"].as_array())
            .flatten()
            .map(|parameter| self.resolved(parameter).clone())
            .filter(|parameter| parameter["in"] == place)
            .collect()
    }

    fn resolved<'b>(&'b self, value: &'b Value) -> &'b Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => {
                let pointer = reference.trim_start_matches('#');
                self.document.content.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"))
            }
            None => value,
        }
    }

    fn violations(&self, schema: &Value, value: &Value) -> Vec<String> {
        let validator =
            jsonschema::draft202012::options().should_validate_formats(true).build(schema).unwrap();
        validator.iter_errors(value).map(|error| format!("{} at {}", error, error.instance_path())).collect()
    }
}
