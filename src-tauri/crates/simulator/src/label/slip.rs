//! The packing slip and the invoice of a shop, one A4 page.

use super::canvas::{Canvas, Weight};
use super::{LabelData, country_name};

const LEFT: f32 = 18.0;
/// More lines do not fit on the page.
const LINES_MAX: usize = 30;

pub(super) fn draw(canvas: &mut Canvas, data: &LabelData, with_prices: bool) {
    let title = if with_prices { "Factuur" } else { "Pakbon" };
    canvas.text((LEFT, 24.0), 18.0, Weight::Bold, title);
    canvas.framed(0.8, (148.0, 14.0), (44.0, 14.0));
    canvas.centred((170.0, 24.0), 20.0, Weight::Bold, 40.0, "SAMPLE");
    canvas.fitted((LEFT, 34.0), 11.0, Weight::Bold, 120.0, &data.shop);
    canvas.text((LEFT, 41.0), 10.0, Weight::Regular, &format!("Order {}   {}", data.order_number, data.date));
    if with_prices {
        canvas.text((LEFT, 46.0), 10.0, Weight::Regular, &data.invoice);
    }
    let mut to = data.recipient.clone();
    to.push(country_name(&data.country).into_owned());
    for (line, n) in to.iter().zip(0u8..) {
        canvas.fitted((LEFT, 58.0 + 5.0 * f32::from(n)), 10.0, Weight::Regular, 100.0, line);
    }
    canvas.filled(0.0, (LEFT, 94.0), (174.0, 0.4));
    for (item, n) in data.items.iter().take(LINES_MAX).zip(0u8..) {
        let y = 102.0 + 6.0 * f32::from(n);
        canvas.text((LEFT, y), 10.0, Weight::Bold, &format!("{} x", item.quantity));
        canvas.fitted((LEFT + 14.0, y), 10.0, Weight::Regular, 110.0, &item.name);
        let right = if with_prices { format!("{} {}", data.currency, item.price) } else { item.sku.clone() };
        canvas.fitted((150.0, y), 10.0, Weight::Regular, 42.0, &right);
    }
}
