//! Labels for the tests, made by hand so that each oddity is in view.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A6 in points.
pub const A6: (i64, i64) = (298, 420);

/// A PDF with one page per text. Fonts, size and what `root` adds stand only at the root of the tree, so pages inherit it.
pub fn inheriting(texts: &[&str], root: Dictionary) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let (root_id, middle) = (document.new_object_id(), document.new_object_id());
    let kids: Vec<Object> = texts.iter().map(|text| page(&mut document, middle, text).into()).collect();
    let count = i64::try_from(texts.len()).unwrap();
    let middle_node =
        dictionary! { "Type" => "Pages", "Parent" => root_id, "Kids" => kids, "Count" => count };
    let mut root_node = dictionary! {
        "Type" => "Pages",
        "Kids" => vec![middle.into()],
        "Count" => count,
        "MediaBox" => vec![0.into(), 0.into(), A6.0.into(), A6.1.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    };
    root.iter().for_each(|(key, value)| root_node.set(key.clone(), value.clone()));
    document.objects.insert(middle, middle_node.into());
    document.objects.insert(root_id, root_node.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root_id });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn page(document: &mut Document, parent: ObjectId, text: &str) -> ObjectId {
    let drawing = format!("BT /F1 24 Tf 20 200 Td ({text}) Tj ET 20 20 100 50 re f");
    let contents = document.add_object(Stream::new(Dictionary::new(), drawing.into_bytes()));
    document.add_object(dictionary! { "Type" => "Page", "Parent" => parent, "Contents" => contents })
}

pub fn pdf(texts: &[&str]) -> Vec<u8> {
    inheriting(texts, Dictionary::new())
}

/// A PNG of one colour.
pub fn png(width: u32, height: u32, pixel: [u8; 4]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    let count = usize::try_from(width * height).unwrap();
    writer.write_image_data(&pixel.repeat(count)).unwrap();
    writer.finish().unwrap();
    bytes
}
