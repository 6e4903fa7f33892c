//! A bitmap as a ZPL label: `^GFA` with hexadecimal digits, packed by ZPL's own run lengths.
//!
//! Why not Z64 (zlib in base64), which is smaller on the wire: it needs Zebra firmware of 2007 or later, many printers
//! that "speak ZPL" do not know it and print nothing, and over USB or Ethernet the 20 to 60 kB of a label take no time
//! against the one second of printing. Run lengths are understood by all of them.

use crate::documents::Bitmap;

/// The whole label. Width and length are set because printers remember those of the label before.
pub(super) fn label(bitmap: &Bitmap) -> Vec<u8> {
    let (width, height) = (bitmap.width_dots(), bitmap.height_dots());
    let (row, all) = (bitmap.bytes_per_row(), bitmap.bits().len());
    let mut out = format!("^XA\n^PW{width}\n^LL{height}\n^LH0,0\n^FO0,0^GFA,{all},{all},{row},").into_bytes();
    pack(bitmap.bits(), row, &mut out);
    out.extend_from_slice(b"^FS\n^XZ\n");
    out
}

/// `:` repeats the row above, `,` fills a row with white and `!` with black; else digits with their run lengths.
fn pack(bits: &[u8], bytes_per_row: usize, out: &mut Vec<u8>) {
    let mut above: Option<&[u8]> = None;
    for row in bits.chunks_exact(bytes_per_row.max(1)) {
        if above == Some(row) {
            out.push(b':');
        } else {
            pack_row(row, out);
        }
        above = Some(row);
    }
}

fn pack_row(row: &[u8], out: &mut Vec<u8>) {
    let digits: Vec<u8> = row.iter().flat_map(|byte| [byte >> 4, byte & 0xf]).collect();
    let mut runs = digits.chunk_by(|a, b| a == b).peekable();
    while let Some(run) = runs.next() {
        match run.first() {
            Some(0) if runs.peek().is_none() => out.push(b','),
            Some(0xf) if runs.peek().is_none() => out.push(b'!'),
            Some(digit) => {
                pack_run(run.len(), out);
                out.push(b"0123456789ABCDEF"[usize::from(*digit)]);
            }
            None => {}
        }
    }
}

/// `G` to `Y` are 1 to 19, `g` to `z` are 20 to 400; they add up.
fn pack_run(mut length: usize, out: &mut Vec<u8>) {
    if length < 2 {
        return;
    }
    while length >= 400 {
        out.push(b'z');
        length -= 400;
    }
    let (twenties, ones) = (length / 20, length % 20);
    if let (1.., Ok(twenties)) = (twenties, u8::try_from(twenties)) {
        out.push(b'g' + twenties - 1);
    }
    if let (1.., Ok(ones)) = (ones, u8::try_from(ones)) {
        out.push(b'G' + ones - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Dpi;
    use proptest::prelude::*;

    /// What a printer makes of the packed digits, written from the manual.
    fn unpacked(packed: &[u8], bytes_per_row: usize) -> Vec<u8> {
        let per_row = bytes_per_row * 2;
        let (mut rows, mut row, mut run) = (Vec::<Vec<u8>>::new(), Vec::new(), 0_usize);
        for byte in packed {
            match byte {
                b'G'..=b'Y' => run += usize::from(byte - b'G') + 1,
                b'g'..=b'z' => run += (usize::from(byte - b'g') + 1) * 20,
                b',' => row.resize(per_row, 0),
                b'!' => row.resize(per_row, 0xf),
                b':' => row = rows.last().cloned().unwrap(),
                digit => {
                    let digit = u8::try_from(char::from(*digit).to_digit(16).unwrap()).unwrap();
                    row.extend(std::iter::repeat_n(digit, run.max(1)));
                    run = 0;
                }
            }
            assert!(row.len() <= per_row, "a run never crosses the end of a row");
            if row.len() == per_row {
                rows.push(std::mem::take(&mut row));
            }
        }
        assert!(row.is_empty(), "the last row is whole");
        rows.concat().chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
    }

    #[test]
    fn runs_are_written_as_the_manual_says() {
        for (length, words) in [(1, ""), (2, "H"), (19, "Y"), (20, "g"), (29, "gO"), (400, "z"), (421, "zgG")]
        {
            let mut out = Vec::new();
            pack_run(length, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), words, "{length} times");
        }
    }

    #[test]
    fn a_label_says_its_size_and_repeats_rows_in_one_letter() {
        let grey: Vec<u8> = (0..60).map(|at| if at % 20 < 8 { 0 } else { 255 }).collect();
        let bar = Bitmap::from_grey(20, 3, Dpi::D203, &grey);
        let zpl = String::from_utf8(label(&bar)).unwrap();
        assert_eq!(
            zpl, "^XA\n^PW20\n^LL3\n^LH0,0\n^FO0,0^GFA,9,9,3,HF,::^FS\n^XZ\n",
            "one row, then twice the same"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_printer_unpacks_what_was_packed(
            rows in prop::collection::vec((0_usize..4, any::<u8>(), any::<u8>()), 1..30), width in 1_usize..120,
        ) {
            let row = |(kind, byte, other): &(usize, u8, u8)| match kind {
                0 => vec![0; width],
                1 => vec![0xff; width],
                2 => vec![*byte; width],
                _ => (0..width).map(|at| if at % 3 == 0 { *byte } else { *other }).collect(),
            };
            let bits: Vec<u8> = rows.iter().flat_map(row).collect();
            let mut packed = Vec::new();
            pack(&bits, width, &mut packed);
            prop_assert_eq!(unpacked(&packed, width), bits);
        }
    }
}
