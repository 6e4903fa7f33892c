//! How a page lies in its place, as numbers.

use super::super::leaf::{Leaf, Turn};
use super::super::size::{PageSize, Points};

/// Pages may be this much larger than their place before they are made smaller: programs round A6 up to whole points.
const PLAY_POINTS: f32 = 1.5;

/// How a page is put into its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fitted {
    /// Turned by a quarter, besides its own turn.
    pub(super) turned: bool,
    /// 1, or less where it is too large.
    pub(super) scale: f32,
    /// The free space on each side, in points.
    margin: (f32, f32),
    /// As it is looked at, in points.
    size: (f32, f32),
}

/// Upright where that needs no scaling, else turned where that needs none, else whichever stays larger.
pub(super) fn fit(size: PageSize, cell: (f32, f32)) -> Fitted {
    let (width, height) = (Points::from(size.width).0, Points::from(size.height).0);
    let scale = |(width, height): (f32, f32)| {
        let fits = width <= cell.0 + PLAY_POINTS && height <= cell.1 + PLAY_POINTS;
        if fits { 1.0 } else { (cell.0 / width).min(cell.1 / height).min(1.0) }
    };
    let (upright, lying) = (scale((width, height)), scale((height, width)));
    let turned = lying > upright;
    let (scale, shown) = if turned { (lying, (height, width)) } else { (upright, (width, height)) };
    let margin = ((cell.0 - shown.0 * scale) / 2.0, (cell.1 - shown.1 * scale) / 2.0);
    Fitted { turned, scale, margin, size: (width, height) }
}

/// The matrix that puts the page's own coordinates at this corner of the sheet.
pub(super) fn matrix(leaf: &Leaf, fitted: &Fitted, left: f32, bottom: f32) -> [f32; 6] {
    let upright = turn([1.0, 0.0, 0.0, 1.0, -leaf.left, -leaf.bottom], leaf.turn, (leaf.width, leaf.height));
    let more = match (fitted.turned, leaf.turn) {
        (false, _) => Turn::None,
        // The other way round than the file turns it: a label that was drawn upright is upright again.
        (true, Turn::ThreeQuarters) => Turn::Quarter,
        (true, Turn::None | Turn::Quarter | Turn::Half) => Turn::ThreeQuarters,
    };
    let [a, b, c, d, e, f] = turn(upright, more, fitted.size).map(|number| number * fitted.scale);
    [a, b, c, d, e + left + fitted.margin.0, f + bottom + fitted.margin.1]
}

/// The page as it is looked at, turned by so many quarters more, clockwise: its size then, and its matrix at the origin.
pub(super) fn turned(leaf: &Leaf, turns: u8) -> ((f32, f32), [f32; 6]) {
    let mut matrix =
        turn([1.0, 0.0, 0.0, 1.0, -leaf.left, -leaf.bottom], leaf.turn, (leaf.width, leaf.height));
    let seen = leaf.size();
    let mut size = (Points::from(seen.width).0, Points::from(seen.height).0);
    for _ in 0..turns % 4 {
        matrix = turn(matrix, Turn::Quarter, size);
        size = (size.1, size.0);
    }
    (size, matrix)
}

/// After `matrix`, turns what lies in a box of this size at the origin, and brings it back to the origin.
fn turn([a, b, c, d, e, f]: [f32; 6], turn: Turn, (width, height): (f32, f32)) -> [f32; 6] {
    match turn {
        Turn::None => [a, b, c, d, e, f],
        Turn::Quarter => [b, -a, d, -c, f, width - e],
        Turn::Half => [-a, -b, -c, -d, width - e, height - f],
        Turn::ThreeQuarters => [-b, a, -d, c, height - f, e],
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::size::Mm;
    use super::*;

    const A6_PLACE: (f32, f32) = (297.638, 420.945);

    fn leaf(turn: Turn) -> Leaf {
        Leaf { left: 10.0, bottom: 20.0, width: 100.0, height: 200.0, turn }
    }

    /// Where the page's lower left and upper right corners come to lie.
    fn corners(turn: Turn) -> [(f32, f32); 2] {
        let leaf = leaf(turn);
        let fitted = fit(leaf.size(), A6_PLACE);
        let [a, b, c, d, e, f] = matrix(&leaf, &fitted, 0.0, 0.0);
        [(10.0, 20.0), (110.0, 220.0)].map(|(x, y)| (a * x + c * y + e, b * x + d * y + f))
    }

    fn near(seen: [(f32, f32); 2], expected: [(f32, f32); 2]) -> bool {
        seen.iter().zip(expected).all(|(a, b)| (a.0 - b.0).abs() < 0.01 && (a.1 - b.1).abs() < 0.01)
    }

    #[test]
    fn a_page_stands_in_the_middle_as_the_file_turns_it() {
        let (x, y) = ((A6_PLACE.0 - 100.0) / 2.0, (A6_PLACE.1 - 200.0) / 2.0);
        assert!(
            near(corners(Turn::None), [(x, y), (x + 100.0, y + 200.0)]),
            "upright: {:?}",
            corners(Turn::None)
        );
        assert!(near(corners(Turn::Half), [(x + 100.0, y + 200.0), (x, y)]), "on its head");
        let (x, y) = ((A6_PLACE.0 - 200.0) / 2.0, (A6_PLACE.1 - 100.0) / 2.0);
        let quarter = corners(Turn::Quarter);
        assert!(near(quarter, [(x, y + 100.0), (x + 200.0, y)]), "its lower left goes up: {quarter:?}");
        assert!(near(corners(Turn::ThreeQuarters), [(x + 200.0, y), (x, y + 100.0)]), "and down");
    }

    #[test]
    fn a_label_that_lies_by_its_file_stands_again() {
        for turn in [Turn::Quarter, Turn::ThreeQuarters] {
            let leaf = Leaf { left: 0.0, bottom: 0.0, width: 297.0, height: 420.0, turn };
            let fitted = fit(leaf.size(), A6_PLACE);
            let [a, b, c, d, ..] = matrix(&leaf, &fitted, 0.0, 0.0);
            assert_eq!(
                (fitted.turned, [a, b, c, d]),
                (true, [1.0, 0.0, 0.0, 1.0]),
                "{turn:?}: upright, not on its head"
            );
        }
    }

    #[test]
    fn only_what_is_larger_than_its_place_is_made_smaller() {
        let fit = |width, height| {
            let fitted = fit(PageSize { width: Mm(width), height: Mm(height) }, A6_PLACE);
            (fitted.turned, (fitted.scale * 1000.0).round())
        };
        assert_eq!(fit(105.0, 148.0), (false, 1000.0), "A6");
        assert_eq!(fit(105.3, 148.6), (false, 1000.0), "A6 rounded up to points");
        assert_eq!(fit(148.0, 105.0), (true, 1000.0), "A6 that lies");
        assert_eq!(fit(60.0, 40.0), (false, 1000.0), "a small one stays small, and as it is");
        assert_eq!(fit(101.6, 152.4), (false, 974.0), "4 x 6 inches is 4 mm too long");
        assert_eq!(fit(297.0, 210.0), (true, 500.0), "A4 that lies is turned and halved");
    }
}
