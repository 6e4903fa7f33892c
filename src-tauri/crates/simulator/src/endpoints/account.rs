//! `GET /user/auth/metadata` and `GET /organization`.

use api_client::Response;
use serde_json::json;

use crate::answer::json_answer;
use crate::platform::World;

pub(super) fn metadata(world: &World) -> Response {
    let owner = world.state.shops.first().map_or(1, |shop| shop.id);
    json_answer(200, &json!({"data": {"user_id": 1, "integration_id": owner}}))
}

pub(super) fn organization(world: &World) -> Response {
    let organization = &world.config.organization;
    let data =
        json!({"id": organization.id, "name": organization.name, "registered": "2020-03-15T10:30:00Z"});
    json_answer(200, &json!({"data": data}))
}
