//! The parcel label, A6.

use super::canvas::{Canvas, Weight};
use super::{LabelData, barcode, country_name};

const LEFT: f32 = 4.0;
const WIDTH: f32 = 97.0;
/// Quiet zones left and right of the bars.
const BARS_WIDTH_MAX: f32 = 87.0;
const MODULE_MAX: f32 = 0.5;
const MIDDLE: f32 = 52.5;

pub(super) fn draw(canvas: &mut Canvas, data: &LabelData) -> Result<(), String> {
    head(canvas, data);
    addresses(canvas, data);
    order_and_sample(canvas, data);
    bars(canvas, data)?;
    canvas.framed(0.4, (LEFT, 4.0), (WIDTH, 140.0));
    Ok(())
}

fn head(canvas: &mut Canvas, data: &LabelData) {
    canvas.filled(0.0, (LEFT, 4.0), (WIDTH, 14.0));
    canvas.text_in(1.0, (LEFT + 3.0, 13.6), 20.0, Weight::Bold, &data.carrier);
    canvas.text_in(1.0, (60.0, 10.0), 8.0, Weight::Regular, &data.service);
    canvas.text_in(1.0, (60.0, 15.0), 8.0, Weight::Bold, &format!("{}  {}", data.country, data.date));
}

fn addresses(canvas: &mut Canvas, data: &LabelData) {
    canvas.text((LEFT + 3.0, 22.5), 6.0, Weight::Regular, "From");
    canvas.fitted((LEFT + 3.0, 26.5), 8.0, Weight::Bold, 56.0, &data.shop);
    for (line, y) in data.sender.iter().zip([30.0, 33.2, 36.4]) {
        canvas.text((LEFT + 3.0, y), 7.0, Weight::Regular, line);
    }
    canvas.text((72.0, 22.5), 6.0, Weight::Regular, "Weight");
    canvas.text((72.0, 27.0), 10.0, Weight::Bold, &format!("{} kg", data.weight_kg));
    canvas.text((72.0, 32.0), 6.0, Weight::Regular, "Parcel");
    canvas.text((72.0, 36.4), 10.0, Weight::Bold, &format!("{}/{}", data.place, data.of));
    canvas.filled(0.0, (LEFT, 39.0), (WIDTH, 0.4));
    canvas.text((LEFT + 3.0, 43.0), 6.0, Weight::Regular, "To");
    let mut y = 49.5;
    for (place, line) in data.recipient.iter().enumerate() {
        let edge = place == 0 || place + 1 == data.recipient.len();
        let (size, weight) = if edge { (14.0, Weight::Bold) } else { (12.0, Weight::Regular) };
        canvas.fitted((LEFT + 3.0, y), size, weight, 90.0, line);
        y += 6.6;
    }
    canvas.text((LEFT + 3.0, y), 11.0, Weight::Bold, &country_name(&data.country));
    if !data.telephone.is_empty() {
        canvas.text((60.0, y), 7.0, Weight::Regular, &data.telephone);
    }
}

fn order_and_sample(canvas: &mut Canvas, data: &LabelData) {
    canvas.filled(0.0, (LEFT, 88.0), (WIDTH, 0.4));
    canvas.fitted((LEFT + 3.0, 96.0), 13.0, Weight::Bold, 90.0, &format!("Order {}", data.order_number));
    canvas.framed(0.8, (LEFT + 3.0, 99.5), (91.0, 11.0));
    canvas.centred((MIDDLE, 107.5), 20.0, Weight::Bold, 60.0, "SAMPLE");
    canvas.text((LEFT + 5.0, 105.0), 6.0, Weight::Regular, "no postage paid");
    canvas.text((78.0, 105.0), 6.0, Weight::Regular, "do not ship");
}

fn bars(canvas: &mut Canvas, data: &LabelData) -> Result<(), String> {
    let (bars, modules) = barcode::bars(&data.tracking)?;
    let module = (BARS_WIDTH_MAX / modules as f32).min(MODULE_MAX);
    let left = MIDDLE - module * modules as f32 / 2.0;
    for (start, width) in bars {
        canvas.filled(0.0, (left + module * start as f32, 113.5), (module * width as f32, 22.0));
    }
    canvas.centred((MIDDLE, 141.0), 11.0, Weight::Bold, BARS_WIDTH_MAX, &data.tracking);
    Ok(())
}
