//! The parcel label as ZPL, 4 by 6 inches at 203 dpi.

use std::fmt::Write as _;

use super::{LabelData, country_name};

/// Labels one after the other.
pub(super) fn labels(labels: &[LabelData]) -> String {
    labels.iter().map(label).collect()
}

fn label(data: &LabelData) -> String {
    let mut zpl = String::from("^XA\n^CI28\n^PW812\n^LL1218\n");
    let mut text = |x: u32, y: u32, height: u32, words: &str| {
        let _ = writeln!(zpl, "^FO{x},{y}^A0N,{height},{height}^FH^FD{}^FS", escaped(words));
    };
    text(40, 40, 70, &data.carrier);
    text(520, 50, 28, &data.service);
    text(520, 85, 28, &data.date);
    text(40, 150, 30, &data.shop);
    for (line, n) in data.sender.iter().zip(0u32..) {
        text(40, 185 + 30 * n, 26, line);
    }
    text(600, 150, 36, &format!("{} kg", data.weight_kg));
    text(600, 200, 36, &format!("{}/{}", data.place, data.of));
    for (line, n) in data.recipient.iter().zip(0u32..) {
        text(40, 320 + 54 * n, 46, line);
    }
    text(40, 600, 42, &country_name(&data.country));
    text(40, 690, 48, &format!("Order {}", data.order_number));
    text(300, 770, 80, "SAMPLE");
    zpl.push_str("^FO40,750^GB732,100,4^FS\n");
    let _ = writeln!(zpl, "^FO60,890^BY2,3,180^BCN,180,Y,N,N,A^FD{}^FS", escaped(&data.tracking));
    zpl.push_str("^XZ\n");
    zpl
}

/// `^`, `~` and `_` would be commands; with ^FH they are written in hexadecimal.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '^' | '~' | '_' => {
                let _ = write!(out, "_{:02X}", u32::from(c));
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
        out
    })
}
