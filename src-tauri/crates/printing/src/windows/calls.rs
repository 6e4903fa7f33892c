//! The calls to Windows: what is opened is closed, what is begun is finished or aborted, every result is looked at.

#![expect(
    unsafe_code,
    reason = "the spooler and GDI of Windows are reached by C calls; nothing else of the program is"
)]

use std::ffi::c_void;

use ::windows::Win32::Foundation::{ERROR_INSUFFICIENT_BUFFER, GetLastError, SetLastError, WIN32_ERROR};
use ::windows::Win32::Graphics::Gdi::{
    BI_RGB, BITMAPINFO, BITMAPINFOHEADER, COLORONCOLOR, CreateDCW, DEVMODEW, DIB_RGB_COLORS, DM_COPIES,
    DM_IN_BUFFER, DM_OUT_BUFFER, DM_PAPERLENGTH, DM_PAPERSIZE, DM_PAPERWIDTH, DeleteDC,
    GET_DEVICE_CAPS_INDEX, GetDeviceCaps, HDC, LOGPIXELSX, LOGPIXELSY, PHYSICALHEIGHT, PHYSICALOFFSETX,
    PHYSICALOFFSETY, PHYSICALWIDTH, RGBQUAD, SRCCOPY, SetStretchBltMode, StretchDIBits,
};
use ::windows::Win32::Graphics::Printing::{
    AbortPrinter, ClosePrinter, DOC_INFO_1W, DRIVER_INFO_8W, DocumentPropertiesW, EndDocPrinter,
    EndPagePrinter, EnumJobsW, EnumPrintersW, GetDefaultPrinterW, GetJobW, GetPrinterDriverW, GetPrinterW,
    JOB_CONTROL_DELETE, JOB_INFO_1W, OpenPrinterW, PRINTER_DRIVER_XPS, PRINTER_ENUM_CONNECTIONS,
    PRINTER_ENUM_LOCAL, PRINTER_HANDLE, PRINTER_INFO_2W, SetJobW, StartDocPrinterW, StartPagePrinter,
    WritePrinter,
};
use ::windows::Win32::Storage::Xps::{
    AbortDoc, DC_ENUMRESOLUTIONS, DC_PAPERNAMES, DC_PAPERS, DC_PAPERSIZE, DOCINFOW, DeviceCapabilitiesW,
    EndDoc, EndPage, PRINTER_DEVICE_CAPABILITIES, StartDocW, StartPage,
};
use ::windows::core::{BOOL, HSTRING, PCWSTR, PWSTR, w};

use super::page::{Dots, Paper, Place, Sheet, tenths};
use super::status::{JobRow, QueueRow};
use crate::Media;
use crate::documents::{Mm, PageSize};

/// Letters of a paper's name in `DC_PAPERNAMES`.
const PAPER_NAME_LETTERS: usize = 64;

/// A call that failed, by Windows' own number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Failure(pub(super) u32);

impl Failure {
    fn last() -> Self {
        // SAFETY: reads a number of this thread.
        Self(unsafe { GetLastError() }.0)
    }

    /// Windows' sentence for it, in the station's language.
    pub(super) fn words(self) -> String {
        let words = WIN32_ERROR(self.0).to_hresult().message();
        match words.trim() {
            _ if self.0 == 0 => "Windows refused it without a reason".to_owned(),
            "" => format!("Windows error {}", self.0),
            words => words.to_owned(),
        }
    }
}

fn checked(ok: BOOL) -> Result<(), Failure> {
    if ok.as_bool() { Ok(()) } else { Err(Failure::last()) }
}

/// A call that Wine only pretends to have: it fails there without a reason.
fn unless_missing(call: impl FnOnce() -> BOOL) -> Result<(), Failure> {
    // SAFETY: sets a number of this thread.
    unsafe { SetLastError(WIN32_ERROR(0)) };
    match checked(call()) {
        Err(Failure(0)) => Ok(()),
        outcome => outcome,
    }
}

fn outcome<T>(result: ::windows::core::Result<T>) -> Result<T, Failure> {
    result.map_err(|error| {
        Failure(WIN32_ERROR::from_error(&error).map_or(error.code().0.cast_unsigned(), |code| code.0))
    })
}

/// Memory that Windows fills with structures, aligned for all of them.
struct Block(Vec<u64>);

impl Block {
    fn of_bytes(bytes: usize) -> Self {
        Self(vec![0; bytes.div_ceil(8)])
    }

    fn bytes(&mut self) -> &mut [u8] {
        // SAFETY: the same memory; any bytes are numbers, and the borrow keeps it alive.
        unsafe { std::slice::from_raw_parts_mut(self.0.as_mut_ptr().cast(), self.0.len() * 8) }
    }

    /// The structures at its beginning.
    ///
    /// # Safety
    /// Windows has written `count` of `T` there, whose pointers point into this block.
    unsafe fn rows<T>(&self, count: usize) -> &[T] {
        // SAFETY: by the caller; a number of 64 bits is aligned as every structure of the spooler.
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast(), count) }
    }
}

/// Asks how much memory an answer needs, then for the answer; it may have grown in between.
fn fetched(
    mut call: impl FnMut(Option<&mut [u8]>, &mut u32) -> Result<(), Failure>,
) -> Result<Option<Block>, Failure> {
    const TRIES_MAX: usize = 5;
    let mut block = Block(Vec::new());
    for _ in 0..TRIES_MAX {
        let mut needed = 0;
        let room = if block.0.is_empty() { None } else { Some(block.bytes()) };
        match call(room, &mut needed) {
            // Nothing was needed: there is nothing.
            Ok(()) if block.0.is_empty() => return Ok(None),
            Ok(()) => return Ok(Some(block)),
            Err(Failure(code)) if code == ERROR_INSUFFICIENT_BUFFER.0 => {
                block = Block::of_bytes(needed as usize);
            }
            Err(failure) => return Err(failure),
        }
    }
    Err(Failure(ERROR_INSUFFICIENT_BUFFER.0))
}

/// # Safety
/// `text` is null or ends with a zero.
unsafe fn text(text: PWSTR) -> String {
    if text.is_null() {
        return String::new();
    }
    // SAFETY: by the caller.
    String::from_utf16_lossy(unsafe { text.as_wide() })
}

/// # Safety
/// As Windows wrote it, within its block.
unsafe fn queue_row(info: &PRINTER_INFO_2W) -> QueueRow {
    // SAFETY: by the caller.
    let (name, comment, location) =
        unsafe { (text(info.pPrinterName), text(info.pComment), text(info.pLocation)) };
    QueueRow { name, comment, location, status: info.Status, attributes: info.Attributes }
}

/// # Safety
/// As Windows wrote it, within its block.
unsafe fn job_row(info: &JOB_INFO_1W) -> JobRow {
    // SAFETY: by the caller.
    let (document, words) = unsafe { (text(info.pDocument), text(info.pStatus)) };
    JobRow { id: info.JobId, document, status: info.Status, words }
}

/// The queues of this computer and those of print servers that its user connected to.
pub(super) fn queues() -> Result<Vec<QueueRow>, Failure> {
    let mut count = 0;
    let block = fetched(|room, needed| {
        let which = PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS;
        // SAFETY: the pointers live through the call.
        outcome(unsafe { EnumPrintersW(which, PCWSTR::null(), 2, room, needed, &mut count) })
    })?;
    let Some(block) = block else { return Ok(Vec::new()) };
    // SAFETY: level 2 is PRINTER_INFO_2W, `count` of them.
    Ok(unsafe { block.rows::<PRINTER_INFO_2W>(count as usize).iter().map(|info| queue_row(info)).collect() })
}

pub(super) fn default_queue() -> Option<String> {
    let mut length = 0;
    // SAFETY: without a buffer only the length is written.
    let _ = unsafe { GetDefaultPrinterW(None, &mut length) };
    let mut name = vec![0_u16; length as usize + 1];
    // SAFETY: the buffer has the length that was asked for, and one more.
    let found = unsafe { GetDefaultPrinterW(Some(PWSTR(name.as_mut_ptr())), &mut length) };
    let end = name.iter().position(|unit| *unit == 0)?;
    found.as_bool().then(|| String::from_utf16_lossy(&name[..end])).filter(|name| !name.is_empty())
}

/// An open queue.
pub(super) struct Queue {
    handle: PRINTER_HANDLE,
    name: HSTRING,
}

impl Drop for Queue {
    fn drop(&mut self) {
        // SAFETY: it was opened by us and is used by nobody else. There is nothing to do about a failure.
        let _ = unsafe { ClosePrinter(self.handle) };
    }
}

impl Queue {
    pub(super) fn open(name: &str) -> Result<Self, Failure> {
        let (mut handle, name) = (PRINTER_HANDLE::default(), HSTRING::from(name));
        // SAFETY: the pointers live through the call.
        outcome(unsafe { OpenPrinterW(&name, &mut handle, None) })?;
        Ok(Self { handle, name })
    }

    pub(super) fn row(&self) -> Result<Option<QueueRow>, Failure> {
        // SAFETY: the pointers live through the call.
        let block = fetched(|room, needed| outcome(unsafe { GetPrinterW(self.handle, 2, room, needed) }))?;
        // SAFETY: level 2 is one PRINTER_INFO_2W.
        Ok(block.and_then(|block| unsafe { block.rows(1).first().map(|info| queue_row(info)) }))
    }

    pub(super) fn job(&self, number: u32) -> Result<Option<JobRow>, Failure> {
        // SAFETY: the pointers live through the call.
        let block =
            fetched(|room, needed| checked(unsafe { GetJobW(self.handle, number, 1, room, needed) }))?;
        // SAFETY: level 1 is one JOB_INFO_1W.
        Ok(block.and_then(|block| unsafe { block.rows(1).first().map(|info| job_row(info)) }))
    }

    pub(super) fn jobs(&self) -> Result<Vec<JobRow>, Failure> {
        let mut count = 0;
        let block = fetched(|room, needed| {
            // SAFETY: the pointers live through the call.
            outcome(unsafe { EnumJobsW(self.handle, 0, u32::MAX, 1, room, needed, &mut count) })
        })?;
        let Some(block) = block else { return Ok(Vec::new()) };
        // SAFETY: level 1 is JOB_INFO_1W, `count` of them.
        Ok(unsafe { block.rows::<JOB_INFO_1W>(count as usize).iter().map(|info| job_row(info)).collect() })
    }

    pub(super) fn delete(&self, number: u32) -> Result<(), Failure> {
        // SAFETY: level 0 takes no structure.
        checked(unsafe { SetJobW(self.handle, number, 0, None, JOB_CONTROL_DELETE) })
    }

    /// Whether the driver is of the kind that turns XPS into the printer's language and spoils other data on the way.
    fn takes_xps(&self) -> bool {
        // SAFETY: the pointers live through the call.
        let block = fetched(|room, needed| {
            checked(unsafe { GetPrinterDriverW(self.handle, PCWSTR::null(), 8, room, needed) })
        });
        let Ok(Some(block)) = block else { return false };
        // SAFETY: level 8 is one DRIVER_INFO_8W.
        let info = unsafe { block.rows::<DRIVER_INFO_8W>(1).first() };
        info.is_some_and(|info| info.dwPrinterDriverAttributes & PRINTER_DRIVER_XPS != 0)
    }

    /// Begins a document whose bytes reach the printer as they are.
    pub(super) fn begin_raw(&self, title: &str) -> Result<Raw<'_>, Failure> {
        let mut title: Vec<u16> = title.encode_utf16().chain([0]).collect();
        let datatype = if self.takes_xps() { w!("XPS_PASS") } else { w!("RAW") };
        let info = DOC_INFO_1W {
            pDocName: PWSTR(title.as_mut_ptr()),
            pOutputFile: PWSTR::null(),
            // The call only reads it.
            pDatatype: PWSTR(datatype.as_ptr().cast_mut()),
        };
        // SAFETY: the texts end with a zero and live through the call.
        let number = unsafe { StartDocPrinterW(self.handle, 1, &raw const info) };
        if number == 0 {
            return Err(Failure::last());
        }
        let raw = Raw { queue: self, number, is_finished: false };
        // SAFETY: a document was begun with this handle.
        unless_missing(|| unsafe { StartPagePrinter(self.handle) })?;
        Ok(raw)
    }

    /// The papers that the driver knows.
    pub(super) fn papers(&self) -> Vec<Paper> {
        let numbers: Vec<u16> = self.capability(DC_PAPERS, 0);
        let sizes: Vec<[i32; 2]> = self.capability(DC_PAPERSIZE, [0, 0]);
        let length = |tenths: i32| Mm(tenths as f32 / 10.0);
        let pairs = numbers.into_iter().zip(sizes);
        pairs
            .map(|(number, [width, height])| Paper {
                number: number.cast_signed(),
                size: PageSize { width: length(width), height: length(height) },
            })
            .collect()
    }

    /// The same with their names; some drivers name fewer than they know.
    pub(super) fn named_papers(&self) -> Vec<Media> {
        let names: Vec<[u16; PAPER_NAME_LETTERS]> = self.capability(DC_PAPERNAMES, [0; PAPER_NAME_LETTERS]);
        let read = |name: [u16; PAPER_NAME_LETTERS]| {
            let end = name.iter().position(|letter| *letter == 0).unwrap_or(name.len());
            String::from_utf16_lossy(&name[..end])
        };
        let named = names.into_iter().map(read).zip(self.papers());
        named.map(|(name, paper)| Media { name, size: paper.size }).collect()
    }

    /// Dots per inch across and down, as the driver can be set.
    pub(super) fn resolutions(&self) -> Vec<(i32, i32)> {
        let pairs: Vec<[i32; 2]> = self.capability(DC_ENUMRESOLUTIONS, [0, 0]);
        pairs.into_iter().map(|[across, down]| (across, down)).collect()
    }

    /// A list that the driver gives: `DC_PAPERS` is of u16, `DC_PAPERSIZE` of POINT, two i32,
    /// `DC_PAPERNAMES` of 64 letters, `DC_ENUMRESOLUTIONS` of two i32. Empty when it fails.
    fn capability<T: Copy>(&self, which: PRINTER_DEVICE_CAPABILITIES, empty: T) -> Vec<T> {
        // SAFETY: without a buffer the number of entries is given back.
        let count = unsafe { DeviceCapabilitiesW(&self.name, PCWSTR::null(), which, None, None) };
        let mut list = vec![empty; usize::try_from(count).unwrap_or_default()];
        if list.is_empty() {
            return list;
        }
        let room = PWSTR(list.as_mut_ptr().cast());
        // SAFETY: the buffer has room for as many entries as there are.
        let written = unsafe { DeviceCapabilitiesW(&self.name, PCWSTR::null(), which, Some(room), None) };
        list.truncate(usize::try_from(written).unwrap_or_default());
        list
    }

    /// How to print: as the queue is set, each page once, on the wanted paper if there is one.
    pub(super) fn settings(&self, paper: Option<(Option<i16>, PageSize)>) -> Result<Settings, Failure> {
        // SAFETY: without buffers the size is given back.
        let size = unsafe { DocumentPropertiesW(None, self.handle, &self.name, None, None, 0) };
        let size = usize::try_from(size).map_err(|_| Failure::last())?;
        let mut settings = Settings(Block::of_bytes(size.max(size_of::<DEVMODEW>())));
        let mode = settings.0.0.as_mut_ptr().cast::<DEVMODEW>();
        let ask = move |input: Option<*const DEVMODEW>, flags: u32| {
            // SAFETY: the buffer has the size that the driver wants; it reads the input before it writes.
            let told =
                unsafe { DocumentPropertiesW(None, self.handle, &self.name, Some(mode), input, flags) };
            if told < 0 { Err(Failure::last()) } else { Ok(()) }
        };
        ask(None, DM_OUT_BUFFER.0)?;
        // SAFETY: the driver has written it, and every value of its numbers is valid.
        unsafe {
            let device = &mut (*mode).Anonymous1.Anonymous1;
            device.dmCopies = 1;
            (*mode).dmFields |= DM_COPIES;
            // A paper is said either by the driver's number or by its measures.
            let measures = DM_PAPERWIDTH | DM_PAPERLENGTH;
            match paper {
                None => {}
                Some((Some(number), _)) => {
                    device.dmPaperSize = number;
                    (*mode).dmFields = ((*mode).dmFields & !measures) | DM_PAPERSIZE;
                }
                Some((None, size)) => {
                    device.dmPaperSize = 0;
                    (device.dmPaperWidth, device.dmPaperLength) = tenths(size);
                    (*mode).dmFields = ((*mode).dmFields & !DM_PAPERSIZE) | measures;
                }
            }
        }
        ask(Some(mode), DM_IN_BUFFER.0 | DM_OUT_BUFFER.0)?;
        Ok(settings)
    }
}

/// A driver's DEVMODE, with what it keeps behind it for itself.
pub(super) struct Settings(Block);

/// A document that is being handed over byte by byte; dropped before its end it is aborted.
pub(super) struct Raw<'a> {
    queue: &'a Queue,
    pub(super) number: u32,
    is_finished: bool,
}

impl Raw<'_> {
    /// How many of the bytes were taken.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<usize, Failure> {
        let (length, mut taken) = (u32::try_from(bytes.len()).unwrap_or(u32::MAX), 0);
        // SAFETY: the bytes live through the call.
        checked(unsafe { WritePrinter(self.queue.handle, bytes.as_ptr().cast(), length, &mut taken) })?;
        Ok(taken as usize)
    }

    pub(super) fn finish(mut self) -> Result<(), Failure> {
        // SAFETY: a page was begun with this handle.
        unless_missing(|| unsafe { EndPagePrinter(self.queue.handle) })?;
        // SAFETY: a document was begun with this handle.
        checked(unsafe { EndDocPrinter(self.queue.handle) })?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Raw<'_> {
    fn drop(&mut self) {
        if !self.is_finished {
            // SAFETY: a document was begun with this handle. What it can take back, it does.
            let _ = unsafe { AbortPrinter(self.queue.handle) };
        }
    }
}

/// A printer to draw on.
pub(super) struct Canvas {
    dc: HDC,
    in_document: bool,
}

impl Drop for Canvas {
    fn drop(&mut self) {
        // SAFETY: it was made by us and is used by nobody else.
        unsafe {
            if self.in_document {
                AbortDoc(self.dc);
            }
            let _ = DeleteDC(self.dc);
        }
    }
}

fn positive(told: i32) -> Result<i32, Failure> {
    if told > 0 { Ok(told) } else { Err(Failure::last()) }
}

impl Canvas {
    pub(super) fn on(queue: &Queue, settings: &Settings) -> Result<Self, Failure> {
        let mode = settings.0.0.as_ptr().cast::<DEVMODEW>();
        // SAFETY: the settings are the driver's own and live through the call.
        let dc = unsafe { CreateDCW(w!("WINSPOOL"), &queue.name, PCWSTR::null(), Some(mode)) };
        if dc.is_invalid() {
            return Err(Failure::last());
        }
        // Dots that fall together: one of them is taken, where the default would thicken black.
        // SAFETY: the device was just made.
        unsafe { SetStretchBltMode(dc, COLORONCOLOR) };
        Ok(Self { dc, in_document: false })
    }

    pub(super) fn sheet(&self) -> Sheet {
        // SAFETY: the device lives as long as this.
        let told = |index: GET_DEVICE_CAPS_INDEX| unsafe { GetDeviceCaps(Some(self.dc), index) };
        Sheet {
            dpi: (told(LOGPIXELSX), told(LOGPIXELSY)),
            size: (told(PHYSICALWIDTH), told(PHYSICALHEIGHT)),
            offset: (told(PHYSICALOFFSETX), told(PHYSICALOFFSETY)),
        }
    }

    /// The number of the job.
    pub(super) fn begin(&mut self, title: &str) -> Result<u32, Failure> {
        let title = HSTRING::from(title);
        let info = DOCINFOW {
            cbSize: size_of::<DOCINFOW>() as i32,
            lpszDocName: PCWSTR(title.as_ptr()),
            ..DOCINFOW::default()
        };
        // SAFETY: the title lives through the call.
        let number = positive(unsafe { StartDocW(self.dc, &raw const info) })?;
        self.in_document = true;
        Ok(number.cast_unsigned())
    }

    /// One page with nothing but these dots.
    pub(super) fn page(&mut self, dots: &Dots, place: Place) -> Result<(), Failure> {
        /// BITMAPINFO with the two colours that it has no room for itself.
        #[repr(C)]
        struct Info {
            header: BITMAPINFOHEADER,
            colours: [RGBQUAD; 2],
        }
        let white = RGBQUAD { rgbBlue: 255, rgbGreen: 255, rgbRed: 255, rgbReserved: 0 };
        let info = Info {
            header: BITMAPINFOHEADER {
                biSize: size_of::<BITMAPINFOHEADER>() as u32,
                biWidth: dots.width,
                biHeight: dots.height,
                biPlanes: 1,
                biBitCount: 1,
                biCompression: BI_RGB.0,
                biSizeImage: dots.rows.len() as u32,
                ..BITMAPINFOHEADER::default()
            },
            colours: [white, RGBQUAD::default()],
        };
        let (bits, info) = (dots.rows.as_ptr().cast::<c_void>(), (&raw const info).cast::<BITMAPINFO>());
        // SAFETY: the device is in a document; rows and colours are as long as the header says and live through the calls.
        unsafe {
            positive(StartPage(self.dc))?;
            positive(StretchDIBits(
                self.dc,
                place.x,
                place.y,
                place.width,
                place.height,
                0,
                0,
                dots.width,
                dots.height,
                Some(bits),
                info,
                DIB_RGB_COLORS,
                SRCCOPY,
            ))?;
            positive(EndPage(self.dc)).map(drop)
        }
    }

    pub(super) fn finish(mut self) -> Result<(), Failure> {
        // SAFETY: the device is in a document.
        positive(unsafe { EndDoc(self.dc) })?;
        self.in_document = false;
        Ok(())
    }
}
