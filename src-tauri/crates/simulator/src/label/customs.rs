//! The customs declaration, one A4 page.

use super::canvas::{Canvas, Weight};
use super::{LabelData, country_name};

const LEFT: f32 = 18.0;
/// More lines do not fit on the page; the total counts them all.
const LINES_MAX: usize = 20;
const COLUMNS: [(f32, &str); 6] = [
    (18.0, "Description"),
    (92.0, "HS code"),
    (118.0, "Origin"),
    (134.0, "Qty"),
    (147.0, "kg each"),
    (168.0, "Value each"),
];

pub(super) fn draw(canvas: &mut Canvas, data: &LabelData) {
    canvas.text((LEFT, 24.0), 18.0, Weight::Bold, "Customs declaration CN23");
    canvas.framed(0.8, (148.0, 14.0), (44.0, 14.0));
    canvas.centred((170.0, 24.0), 20.0, Weight::Bold, 40.0, "SAMPLE");
    canvas.text((LEFT, 34.0), 10.0, Weight::Bold, &format!("Order {}", data.order_number));
    canvas.text(
        (LEFT, 40.0),
        9.0,
        Weight::Regular,
        &format!("Parcel {}   Date {}", data.tracking, data.date),
    );
    canvas.text((LEFT, 45.0), 9.0, Weight::Regular, &format!("Invoice {}", data.invoice));
    let mut sender = vec![data.shop.clone()];
    sender.extend(data.sender.iter().cloned());
    let mut recipient = data.recipient.clone();
    recipient.push(country_name(&data.country).into_owned());
    for (x, title, lines) in [(LEFT, "From", sender), (108.0, "To", recipient)] {
        canvas.text((x, 56.0), 8.0, Weight::Bold, title);
        for (line, n) in lines.iter().zip(0u8..) {
            canvas.fitted((x, 62.0 + 5.0 * f32::from(n)), 10.0, Weight::Regular, 80.0, line);
        }
    }
    table(canvas, data);
    canvas.text(
        (LEFT, 262.0),
        9.0,
        Weight::Regular,
        "Commercial goods. I certify that the particulars are correct.",
    );
    canvas.framed(0.3, (LEFT, 266.0), (80.0, 16.0));
}

fn table(canvas: &mut Canvas, data: &LabelData) {
    let top = 108.0;
    for (x, title) in COLUMNS {
        canvas.text((x, top), 8.0, Weight::Bold, title);
    }
    canvas.filled(0.0, (LEFT, top + 1.5), (174.0, 0.4));
    let mut y = top + 8.0;
    for item in data.items.iter().take(LINES_MAX) {
        let cells = [
            item.name.clone(),
            item.hs_code.clone(),
            item.origin.clone(),
            item.quantity.to_string(),
            item.weight.clone().unwrap_or_default(),
            format!("{} {}", item.price, data.currency),
        ];
        for ((x, title), cell) in COLUMNS.iter().zip(&cells) {
            let width = if *title == "Description" { 70.0 } else { 24.0 };
            canvas.fitted((*x, y), 9.0, Weight::Regular, width, cell);
        }
        y += 6.0;
    }
    let value = |item: &crate::model::SimItem| {
        item.price.parse::<f64>().unwrap_or_default() * f64::from(item.quantity)
    };
    let total: f64 = data.items.iter().map(value).sum();
    canvas.filled(0.0, (LEFT, y - 3.0), (174.0, 0.4));
    canvas.text((LEFT, y + 3.0), 9.0, Weight::Bold, &format!("Total weight {} kg", data.weight_kg));
    canvas.text((147.0, y + 3.0), 9.0, Weight::Bold, &format!("{total:.2} {}", data.currency));
}
