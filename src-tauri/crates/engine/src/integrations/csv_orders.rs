//! Orders from a CSV file: reading and checking, every trouble named by line and column. Pure; nothing is sent from here.
//!
//! A line is one item of an order; lines with the same order id (else number) are one order. Comma, semicolon and tab are
//! told apart by the first line, as spreadsheets in different countries write them.

use std::collections::HashMap;

use sendcloud::Grams;
use sendcloud::incoming_orders::{IncomingOrder, ParcelItem, Status};

/// The first line of the template, in its order.
pub const COLUMNS: [&str; 26] = [
    "order_number",
    "external_order_id",
    "external_shipment_id",
    "name",
    "company_name",
    "address",
    "house_number",
    "address_2",
    "postal_code",
    "city",
    "state",
    "country",
    "email",
    "telephone",
    "weight_kg",
    "order_value",
    "currency",
    "order_status",
    "payment_status",
    "sku",
    "description",
    "quantity",
    "item_value",
    "item_weight_kg",
    "hs_code",
    "origin_country",
];
const REQUIRED: [&str; 6] = ["order_number", "name", "address", "postal_code", "city", "country"];

/// Orders of one file: what a person can still look through.
pub const ORDERS_MAX: usize = 5_000;
/// Bytes of one file.
pub const BYTES_MAX: usize = 20 * 1024 * 1024;
/// Currencies of the v2 order (openapi/v2/integrations.yaml).
const CURRENCIES: [&str; 3] = ["EUR", "USD", "GBP"];

/// Something wrong in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// As a spreadsheet counts: the column titles stand in line 1.
    pub line: u64,
    pub column: Option<&'static str>,
    pub words: String,
}

/// One order and the lines it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct FromFile {
    pub line: u64,
    pub order: IncomingOrder,
}

/// What a file holds. An order with trouble in any of its lines is not among `orders`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    pub orders: Vec<FromFile>,
    pub troubles: Vec<Trouble>,
}

/// The template that people fill in, with one example order of two items.
pub fn template() -> String {
    let lines = [
        COLUMNS.join(","),
        "1001,1001,,Sanne de Vries,,Stationsweg,67,,3582 GE,Utrecht,,NL,sanne@example.nl,+31612345678,1.25,44.90,EUR,\
         open,paid,TH-01,Tulip bulbs,2,12.95,0.400,060110,NL"
            .to_owned(),
        "1001,1001,,Sanne de Vries,,Stationsweg,67,,3582 GE,Utrecht,,NL,sanne@example.nl,+31612345678,1.25,44.90,EUR,\
         open,paid,TH-02,Flower pot,1,19.00,0.450,691200,NL"
            .to_owned(),
    ];
    lines.join("\r\n") + "\r\n"
}

/// Reads a file. UTF-8, else Windows-1252 as older spreadsheets write it.
pub fn read(bytes: &[u8]) -> Reading {
    if bytes.len() > BYTES_MAX {
        return failed(1, format!("the file is larger than {} MiB", BYTES_MAX / (1024 * 1024)));
    }
    let text = text_of(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let titles = match reader.headers() {
        Ok(titles) => titles.iter().map(column).collect::<Vec<_>>(),
        Err(error) => return failed(1, format!("the first line cannot be read: {error}")),
    };
    let missing: Vec<&str> = REQUIRED.iter().copied().filter(|name| !titles.contains(&Some(*name))).collect();
    if !missing.is_empty() {
        return failed(1, format!("columns are missing: {}", missing.join(", ")));
    }
    let mut orders = Orders::default();
    for (record, nth) in reader.records().zip(2_u64..) {
        match record {
            Ok(record) => {
                let line = record.position().map_or(nth, csv::Position::line);
                if record.iter().any(|cell| !cell.is_empty()) {
                    orders.add(&Line { line, titles: &titles, record: &record });
                }
            }
            Err(error) => {
                let line = error.position().map_or(nth, csv::Position::line);
                orders.troubles.push(Trouble {
                    line,
                    column: None,
                    words: format!("cannot be read: {error}"),
                });
            }
        }
    }
    orders.finish()
}

fn failed(line: u64, words: String) -> Reading {
    Reading { orders: Vec::new(), troubles: vec![Trouble { line, column: None, words }] }
}

/// Bytes that are not UTF-8 are taken as Windows-1252, whose signs 0xA0 to 0xFF are Unicode's.
fn text_of(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| if *byte == 0x80 { '€' } else { char::from(*byte) }).collect(),
    }
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn column(title: &str) -> Option<&'static str> {
    let plain = title.trim().to_lowercase().replace([' ', '-'], "_");
    COLUMNS.into_iter().find(|name| *name == plain)
}

struct Line<'a> {
    line: u64,
    titles: &'a [Option<&'static str>],
    record: &'a csv::StringRecord,
}

impl Line<'_> {
    /// A cell with something in it.
    fn cell(&self, name: &'static str) -> Option<String> {
        let at = self.titles.iter().position(|title| *title == Some(name))?;
        self.record.get(at).filter(|cell| !cell.is_empty()).map(str::to_owned)
    }

    fn trouble(&self, column: &'static str, words: impl Into<String>) -> Trouble {
        Trouble { line: self.line, column: Some(column), words: words.into() }
    }

    fn needed(&self, name: &'static str, troubles: &mut Vec<Trouble>) -> String {
        self.cell(name).unwrap_or_else(|| {
            troubles.push(self.trouble(name, "is empty"));
            String::new()
        })
    }

    /// Decimal text with a point or a comma, as it is sent: with a point.
    fn decimal(&self, name: &'static str, troubles: &mut Vec<Trouble>) -> Option<String> {
        let text = self.cell(name)?;
        let plain = text.replace(',', ".");
        let is_number = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && plain.matches('.').count() <= 1
            && plain.bytes().any(|byte| byte.is_ascii_digit());
        if !is_number {
            troubles.push(self.trouble(name, format!("\"{text}\" is no amount")));
            return None;
        }
        Some(plain)
    }

    fn kg(&self, name: &'static str, troubles: &mut Vec<Trouble>) -> Option<Grams> {
        let text = self.decimal(name, troubles)?;
        let grams = Grams::from_kg(&text);
        if grams.is_none() {
            troubles.push(self.trouble(name, format!("\"{text}\" is no weight in kilograms")));
        }
        grams
    }

    fn country(&self, name: &'static str, troubles: &mut Vec<Trouble>) -> Option<String> {
        let text = self.cell(name)?.to_uppercase();
        if text.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            troubles.push(self.trouble(name, format!("\"{text}\" is no country code of two letters")));
        }
        Some(text)
    }

    fn status(&self, name: &'static str, otherwise: &str) -> Option<Status> {
        let word = self.cell(name).unwrap_or_else(|| otherwise.to_owned());
        Some(Status { id: word.clone(), message: word })
    }

    fn order(&self, troubles: &mut Vec<Trouble>) -> IncomingOrder {
        let order_number = self.needed("order_number", troubles);
        let currency = self.cell("currency").map(|text| text.to_uppercase());
        if let Some(currency) = currency.as_deref().filter(|text| !CURRENCIES.contains(text)) {
            troubles
                .push(self.trouble("currency", format!("\"{currency}\": only EUR, USD and GBP are taken")));
        }
        let email = self.cell("email");
        if email.as_deref().is_some_and(|text| !is_email(text)) {
            troubles.push(self.trouble("email", "is no e-mail address"));
        }
        if self.cell("country").is_none() {
            troubles.push(self.trouble("country", "is empty"));
        }
        IncomingOrder {
            external_order_id: self.cell("external_order_id").or_else(|| Some(order_number.clone())),
            external_shipment_id: self.cell("external_shipment_id"),
            order_status: self.status("order_status", "open"),
            payment_status: self.status("payment_status", "paid"),
            name: Some(self.needed("name", troubles)),
            company_name: self.cell("company_name"),
            address: Some(self.needed("address", troubles)),
            house_number: self.cell("house_number"),
            address_2: self.cell("address_2"),
            postal_code: Some(self.needed("postal_code", troubles)),
            city: Some(self.needed("city", troubles)),
            to_state: self.cell("state"),
            country: self.country("country", troubles),
            email,
            telephone: self.cell("telephone"),
            weight: self.kg("weight_kg", troubles),
            total_order_value: self.decimal("order_value", troubles),
            currency,
            order_number,
            ..IncomingOrder::default()
        }
    }

    /// The item of this line, when it has one.
    fn item(&self, troubles: &mut Vec<Trouble>) -> Option<ParcelItem> {
        let named =
            ["description", "sku", "quantity", "item_value"].iter().any(|name| self.cell(name).is_some());
        named.then(|| {
            let quantity = match self.cell("quantity") {
                None => 1,
                Some(text) => text.parse().ok().filter(|count| *count > 0).unwrap_or_else(|| {
                    troubles.push(self.trouble("quantity", format!("\"{text}\" is no whole number above 0")));
                    0
                }),
            };
            let hs_code = self.cell("hs_code");
            if hs_code.as_deref().is_some_and(|code| code.len() > 12) {
                troubles.push(self.trouble("hs_code", "is longer than 12 signs"));
            }
            ParcelItem {
                item_id: None,
                description: self.cell("description").or_else(|| self.cell("sku")).unwrap_or_else(|| {
                    troubles.push(self.trouble("description", "is empty"));
                    String::new()
                }),
                quantity,
                value: self.decimal("item_value", troubles).or_else(|| Some("0.00".to_owned())),
                weight: self.kg("item_weight_kg", troubles),
                sku: self.cell("sku"),
                hs_code,
                origin_country: self.country("origin_country", troubles),
                ..ParcelItem::default()
            }
        })
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
    })
}

#[derive(Default)]
struct Orders {
    orders: Vec<FromFile>,
    troubles: Vec<Trouble>,
    /// Where an order stands, and whether one of its lines is in trouble.
    places: HashMap<(String, Option<String>), usize>,
    broken: Vec<bool>,
    too_many: bool,
}

impl Orders {
    fn add(&mut self, line: &Line<'_>) {
        let mut troubles = Vec::new();
        let mut order = line.order(&mut troubles);
        let item = line.item(&mut troubles);
        let key = (order.external_order_id.clone().unwrap_or_default(), order.external_shipment_id.clone());
        let place = match self.places.get(&key) {
            Some(place) => {
                if let Some(first) = self.orders.get(*place)
                    && !same_address(&first.order, &order)
                {
                    troubles.push(line.trouble(
                        "external_order_id",
                        format!("line {} has another address for the same order", first.line),
                    ));
                }
                *place
            }
            None if self.orders.len() >= ORDERS_MAX => {
                if !std::mem::replace(&mut self.too_many, true) {
                    self.troubles.push(Trouble {
                        line: line.line,
                        column: None,
                        words: format!("a file holds {ORDERS_MAX} orders at most; the rest is left out"),
                    });
                }
                return;
            }
            None => {
                order.parcel_items = Vec::new();
                self.orders.push(FromFile { line: line.line, order });
                self.broken.push(false);
                self.places.insert(key, self.orders.len() - 1);
                self.orders.len() - 1
            }
        };
        if let Some(from_file) = self.orders.get_mut(place) {
            from_file.order.parcel_items.extend(item);
        }
        if let Some(broken) = self.broken.get_mut(place) {
            *broken |= !troubles.is_empty();
        }
        self.troubles.extend(troubles);
    }

    fn finish(self) -> Reading {
        let sound = self.orders.into_iter().zip(self.broken).filter(|(_, broken)| !broken);
        Reading { orders: sound.map(|(order, _)| order).collect(), troubles: self.troubles }
    }
}

fn same_address(one: &IncomingOrder, other: &IncomingOrder) -> bool {
    let of = |order: &IncomingOrder| {
        [&order.name, &order.address, &order.house_number, &order.postal_code, &order.city, &order.country]
            .map(Clone::clone)
    };
    of(one) == of(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEAD: &str =
        "order_number;name;address;house_number;postal_code;city;country;description;quantity;item_value";

    #[test]
    fn the_template_can_be_read_and_names_every_column() {
        let reading = read(template().as_bytes());
        assert_eq!(reading.troubles, []);
        assert_eq!(reading.orders.len(), 1, "two lines, one order");
        let order = &reading.orders[0].order;
        assert_eq!(order.parcel_items.len(), 2);
        assert_eq!((order.weight, order.external_shipment_id.as_deref()), (Some(Grams(1250)), None));
        assert!(template().starts_with("order_number,"), "a spreadsheet opens it");
    }

    #[test]
    fn spreadsheets_of_other_countries_are_understood() {
        let text = format!("\u{feff}{HEAD}\r\n7;Zoë Müller;Straße;1;10115;Berlin;de;Tee;2;3,50\r\n\r\n");
        let reading = read(text.as_bytes());
        assert_eq!(reading.troubles, []);
        let order = &reading.orders[0].order;
        assert_eq!((order.country.as_deref(), order.name.as_deref()), (Some("DE"), Some("Zoë Müller")));
        assert_eq!(order.parcel_items[0].value.as_deref(), Some("3.50"), "a comma is a point");
        let latin = format!("{HEAD}\n7;Zo\u{1};A;1;1;B;NL;x;1;1").replace('\u{1}', "X").into_bytes();
        let latin: Vec<u8> = latin.into_iter().map(|byte| if byte == b'X' { 0xEB } else { byte }).collect();
        assert_eq!(read(&latin).orders[0].order.name.as_deref(), Some("Zoë"), "Windows-1252");
    }

    #[test]
    fn every_bad_cell_is_named_by_line_and_column_and_spares_the_other_orders() {
        let text = format!(
            "{HEAD};email;currency\n1;A;B;1;1;C;NL;x;1;1;;\n2;;B;1;1;C;Nederland;x;0;dear;nobody;CHF\n3;A;B;1;1;C;BE;;;;;"
        );
        let reading = read(text.as_bytes());
        let numbers: Vec<_> = reading.orders.iter().map(|o| o.order.order_number.as_str()).collect();
        assert_eq!(numbers, ["1", "3"]);
        let named: Vec<_> = reading.troubles.iter().map(|t| (t.line, t.column.unwrap_or(""))).collect();
        for column in ["name", "country", "quantity", "item_value", "email", "currency"] {
            assert!(named.contains(&(3, column)), "{column}: {named:?}");
        }
        assert!(named.iter().all(|(line, _)| *line == 3), "{named:?}");
    }

    #[test]
    fn lines_of_one_order_must_agree_about_its_address() {
        let text = format!("{HEAD}\n1;A;B;1;1;C;NL;x;1;1\n1;A;Elsewhere;1;1;C;NL;y;1;1\n");
        let reading = read(text.as_bytes());
        assert!(reading.orders.is_empty(), "which one is right is not guessed");
        assert_eq!(reading.troubles[0].line, 3);
    }

    #[test]
    fn a_file_that_is_something_else_is_refused_in_words() {
        for (bytes, words) in [
            (&b""[..], "missing"),
            (b"%PDF-1.7\n%%EOF", "missing"),
            (b"name,city\nA,B", "missing: order_number"),
            (b"\xff\xfe\x00\x01", "missing"),
        ] {
            let reading = read(bytes);
            assert!(reading.orders.is_empty());
            assert!(reading.troubles[0].words.contains(words), "{:?}", reading.troubles);
        }
    }

    proptest! {
        #[test]
        fn no_file_makes_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
            let mut with_head = HEAD.as_bytes().to_vec();
            with_head.push(b'\n');
            with_head.extend(bytes);
            let reading = read(&with_head);
            for order in reading.orders {
                prop_assert!(!order.order.order_number.is_empty());
                prop_assert!(order.order.parcel_items.iter().all(|item| item.quantity > 0));
            }
        }
    }
}
