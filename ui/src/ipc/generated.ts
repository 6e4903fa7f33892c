// Written by `UPDATE_TYPES=1 cargo test -p station`. Do not edit.

export type RowId = number;

export type KeyPair = { public_key: string, secret_key: string, };

export type Mode = "practice" | "live";

export type StationInfo = { version: string, 
/**
 * `null` at the first start: connect or practise.
 */
mode: Mode | null, data_dir: string, account: Account | null, 
/**
 * Why nothing can be bought from this process (another one holds the database), in words; `null`: it can.
 */
buying_blocked: string | null, 
/**
 * Things the person should know: a database set aside, a keychain missing.
 */
notices: Array<Notice>, 
/**
 * Settings, shops and "buy anyway" are guarded by the owner's PIN.
 */
guarded: boolean, };

export type SetPin = { pin: string | null, };

export type EnterPin = { pin: string, };

export type SettingsFile = { text: string, };

export type Account = { organisation_id: string, name: string, host: string, };

export type ConnectionTest = { organisation_id: string, organisation_name: string, shops: number, orders_api: OrdersApi, };

export type Notice = { code: NoticeCode, message: string, hint: string | null, };

export type NoticeCode = "database_set_aside" | "keychain_missing" | "lock_held" | "shop_sync" | "possible_duplicate" | "billing" | "credentials";

export type Settings = { language: Language, theme: Theme, 
/**
 * The queue that labels go to.
 */
label_printer: string | null, 
/**
 * Labels print by themselves as they are stored.
 */
auto_print: boolean, ship: ShipOptions, 
/**
 * Reads a minute that the platform allows; 420 is an older figure for the shipping part, 1000 today's.
 */
reads_per_minute: number, 
/**
 * Share of the minute's writes that this station takes once others are seen making labels.
 */
shared_writes_percent: number, 
/**
 * How long a lost answer is searched for before *not found* may be said; never less than 10.
 */
search_minutes: number, 
/**
 * An official partner's id, a UUID: sent with the calls that take one, else never.
 */
partner_id: string | null, 
/**
 * Failures to read a shop are written into the platform's log of that shop.
 */
report_failures: boolean, 
/**
 * How long an order that was handed to Sendcloud through Wemasy is awaited.
 */
wemasy_wait_minutes: number, 
/**
 * Wemasy's packing slip prints behind the label of its order.
 */
slip_with_label: boolean, printing: PrintSettings, 
/**
 * Stored papers are removed after so many days, their rows never; `null`: kept for ever.
 */
keep_labels_days: number | null, };

export type Language = "nl" | "en" | "de" | "fr";

export type Theme = "system" | "light" | "dark" | "high_contrast";

export type ShipOptions = { sender_address_id: number | null, brand_id: number | null, shipping_option_code: string | null, contract_id: number | null, 
/**
 * Sendcloud's shipping rules may choose the option, above `shipping_option_code`.
 */
apply_shipping_rules: boolean, 
/**
 * Orders without a weight are shipped with the platform's default weight instead of left out.
 */
ship_without_weight: boolean, };

export type OrdersView = { 
/**
 * Whose orders they are; `null` before an account was added.
 */
account: string | null, 
/**
 * How old the list is: of two, the one with the higher number was read later.
 */
at: number, orders: Array<OrderRow>, shops: Array<Shop>, sync: SyncState, };

export type Shop = { integration_id: number, name: string, 
/**
 * The shop system, as the platform names it: `shopify`, `api`.
 */
system: string, enabled: boolean, 
/**
 * Open statuses were chosen for this shop; until then it shows no open orders.
 */
statuses_chosen: boolean, open_orders: number, 
/**
 * The last sync of this shop failed: why.
 */
trouble: string | null, };

export type OrderRow = { id: RowId, integration_id: number, shop: string, number: string, name: string, company: string | null, postal_code: string, city: string, 
/**
 * ISO 3166-1 alpha-2.
 */
country: string, email: string | null, 
/**
 * When the customer ordered (the shop's time where known).
 */
ordered_at: string | null, 
/**
 * The shop's own words.
 */
status: string | null, shipping_method: string | null, items: Array<Item>, weight_grams: number | null, value: Money | null, service_point: boolean, customs: boolean, 
/**
 * Seen through Wemasy, alone or besides Sendcloud.
 */
wemasy: WemasySource | null, 
/**
 * What the plan would say about it now.
 */
problems: Array<Problem>, };

export type Item = { sku: string | null, 
/**
 * EAN. Sendcloud tells it where orders come by its v3, Wemasy with an order's details.
 */
barcode: string | null, description: string, quantity: number, weight_grams: number | null, value: string | null, hs_code: string | null, origin_country: string | null, 
/**
 * The shop gives one; see `item_picture`.
 */
picture: boolean, };

export type ItemOfOrder = { order_id: RowId, item: number, };

export type ItemPicture = { mime: string, base64: string, };

export type Money = { amount: string, currency: string, };

export type Problem = { kind: ProblemKind, 
/**
 * Leaves the order out of the batch. 
 */
blocks: boolean, message: string, hint: string | null, };

export type ProblemKind = "address_incomplete" | "country_unknown" | "no_weight" | "customs_incomplete" | "label_elsewhere" | "label_elsewhere_possible" | "repeated_number" | "outcome_unknown" | "in_batch" | "split_order" | "no_order_id" | "not_open" | "refused_before" | "address_unread" | "not_at_sendcloud" | "without_label" | "option_unfit" | "contract_inactive";

export type OrderDetail = { order: OrderRow, 
/**
 * Address lines as they will stand on the label.
 */
address: Array<string>, phone: string | null, 
/**
 * What this station did for this order, newest first.
 */
attempts: Array<BatchOrder>, 
/**
 * Shipments that the platform lists for this order number.
 */
shipments: Array<Shipment>, };

export type Shipment = { id: string, 
/**
 * Of its first parcel that has one; without a code where it was stored by a version that kept none.
 */
status: ParcelStatus, active: boolean, carrier: string | null, shipping_option_code: string | null, tracking_numbers: Array<string>, tracking_url: string | null, created_at: string | null, 
/**
 * Made by this station.
 */
ours: boolean, 
/**
 * A person asked for its cancellation.
 */
cancellation: Cancellation | null, };

export type Cancellation = { state: CancellationState, 
/**
 * The platform's words.
 */
message: string | null, asked_at: string, };

export type CancellationState = "queued" | "cancelled" | "refused" | "unknown";

export type Duplicate = { order_number: string, shop: string, name: string, batch_id: RowId, batch_order_id: RowId, ours: Shipment, other: Shipment, };

export type CancelShipment = { shipment_id: string, };

export type NotDuplicate = { ours: string, other: string, reason: string, };

export type SyncState = { running: boolean, 
/**
 * When the list was last read completely; `null`: never.
 */
last_complete_at: string | null, 
/**
 * Why the last try failed, in words.
 */
trouble: AppErrorWire | null, orders_read: number, };

export type StatusChoice = { integration_id: number, kind: StatusKind, 
/**
 * The shop's code.
 */
code: string, label: string, 
/**
 * Orders that have it now.
 */
orders: number, 
/**
 * `null`: nobody has chosen yet (counts as not open).
 */
open: boolean | null, 
/**
 * Fulfilled, cancelled, unpaid and the like: never preselected.
 */
never_preselected: boolean, };

export type StatusKind = "order" | "payment";

export type ChooseStatuses = { integration_id: number, 
/**
 * Every status of the shop that counts as open; all others seen so far do not.
 */
open: Array<StatusRef>, };

export type StatusRef = { kind: StatusKind, code: string, };

export type EnableShop = { integration_id: number, enabled: boolean, };

export type BatchesQuery = { text: string | null, before: RowId | null, limit: number | null, 
/**
 * Batches with a parcel of this status code.
 */
parcel_status: string | null, };

export type Batch = { id: RowId, created_at: string, state: BatchState, counts: Counts, shops: Array<string>, 
/**
 * A sentence when the batch waits for a person.
 */
trouble: AppErrorWire | null, };

export type BatchState = "running" | "paused" | "waiting" | "done";

export type RetryRefused = { batch_id: RowId, 
/**
 * Ids of [`BatchOrder`]; `null`: all that were refused.
 */
orders: Array<RowId> | null, };

export type Counts = { orders: number, planned: number, sent: number, 
/**
 * Accepted by the platform, label not stored yet.
 */
waiting: number, labelled: number, 
/**
 * Of the labelled: all their labels came out of a printer.
 */
printed: number, 
/**
 * Refused by the platform, by the carrier, or cancelled.
 */
refused: number, 
/**
 * The plan left them out, or somebody else made their label meanwhile.
 */
left_out: number, unknown: number, };

export type BatchDetail = { batch: Batch, orders: Array<BatchOrder>, };

export type BatchOrder = { id: RowId, batch_id: RowId, order_number: string, name: string, city: string, country: string, shop: string, state: OrderState, 
/**
 * Why the plan left it out; `message` says the same in English.
 */
problem: ProblemKind | null, 
/**
 * Refused, unknown, left out: what happened, in the platform's or the carrier's own words.
 */
message: string | null, hint: string | null, carrier: string | null, 
/**
 * The option really used.
 */
shipping_option_code: string | null, 
/**
 * Nobody chose `sendcloud:letter` but it was used: no valid label.
 */
unstamped_letter: boolean, tracking_number: string | null, tracking_url: string | null, 
/**
 * Where its parcel is, as last seen.
 */
parcel_status: ParcelStatus | null, 
/**
 * What it became at the platform.
 */
shipment_id: string | null, 
/**
 * A person asked for its cancellation.
 */
cancellation: Cancellation | null, labels: Array<LabelInfo>, at: string, 
/**
 * For unknown outcomes.
 */
look: UnknownLook | null, };

export type OrderState = "planned" | "sent" | "waiting" | "labelled" | "refused" | "left_out" | "unknown" | "failed" | "cancelled" | "label_elsewhere" | "withdrawn";

export type UnknownLook = { looks: number, 
/**
 * When the station looks again by itself.
 */
next_look_at: string | null, 
/**
 * After this time, and enough looks, buying again may be offered.
 */
settled_after: string | null, 
/**
 * Looked often and long enough, never found. Never a proof.
 */
not_found: boolean, 
/**
 * Shipments that could be it; a person decides.
 */
candidates: Array<Shipment>, };

export type LabelInfo = { id: RowId, 
/**
 * `label`, `customs-declaration`, `air-waybill`, `packing-slip`.
 */
kind: string, mime: string, pages: number, printed: number, 
/**
 * Its file was removed, as the settings ask for.
 */
removed: boolean, };

export type PreviewRequest = { label_id: RowId, page: number, 
/**
 * 72 to 600. 
 */
dpi: number, };

export type Preview = { png_base64: string, width_px: number, height_px: number, pages: number, };

export type SavedFile = { path: string, labels: number, pages: number, };

export type BuyAgain = { batch_order_id: RowId, reason: string, };

export type AdoptShipment = { batch_order_id: RowId, shipment_id: string, };

export type UnderWay = { 
/**
 * Orders still to be sent; they would wait for *Continue*.
 */
planned: number, 
/**
 * Orders whose answer is awaited.
 */
sent: number, 
/**
 * Bought orders whose label is not stored yet.
 */
waiting: number, };

export type Event = { "type": "orders_changed", account: string, at: number, 
/**
 * As they stand in the list now, new ones too.
 */
rows: Array<OrderRow>, 
/**
 * No longer in the list; it may not have had them.
 */
gone: Array<RowId>, } | { "type": "orders_stale" } | { "type": "sync", sync: SyncState, } | { "type": "batch", batch: Batch, 
/**
 * The orders that changed. 
 */
orders: Array<BatchOrder>, } | { "type": "print", jobs: Array<PrintJobInfo>, } | { "type": "notice", notice: Notice, } | { "type": "duplicates_changed" } | { "type": "bookings_changed" } | { "type": "station_changed" };

export type AppErrorWire = { code: Code, message: string, hint: string | null, 
/**
 * The order, shop or printer it is about. 
 */
subject: string | null, };

export type Code = "bad_request" | "not_found" | "not_connected" | "credentials" | "billing" | "forbidden" | "offline" | "throttled" | "platform_trouble" | "platform_refused" | "unreadable" | "nothing_to_ship" | "buying_blocked" | "statuses_not_chosen" | "outcome_unknown" | "storage" | "disk_full" | "database_damaged" | "wrong_database" | "keychain" | "no_labels" | "label_damaged" | "no_printer" | "printer_trouble" | "printing_unsupported" | "pin_needed" | "internal";

export type Nothing = Record<symbol, never>;

export type OneBatch = { batch_id: RowId, };

export type OneOrder = { order_id: RowId, };

export type UseMode = { mode: Mode, };

export type KnownAccount = { organisation_id: string, 
/**
 * The station's own word for it; else the platform's.
 */
name: string, 
/**
 * The platform's.
 */
platform_name: string, 
/**
 * The station works for it: reads its orders, follows its labels.
 */
enabled: boolean, 
/**
 * Its keys are there.
 */
connected: boolean, 
/**
 * The window shows it.
 */
in_use: boolean, orders_api: OrdersApi, 
/**
 * Orders whose purchase has not ended: to be sent, asked for, awaited or unknown.
 */
unfinished: number, };

export type OneAccount = { organisation_id: string, };

export type RenameAccount = { organisation_id: string, name: string, };

export type EnableAccount = { organisation_id: string, enabled: boolean, anyway: boolean, };

export type ForgetAccount = { organisation_id: string, anyway: boolean, };

export type ParcelSplit = { items: Array<SplitItem>, weight_grams: number | null, 
/**
 * Outer size; all three or none.
 */
length_mm: number | null, width_mm: number | null, height_mm: number | null, };

export type SplitItem = { item_id: string, quantity: number, };

export type OrderLine = { item_id: string, description: string, sku: string | null, quantity: number, 
/**
 * Of one piece.
 */
weight_grams: number | null, };

export type FindShipped = { texts: Array<string>, };

export type ParcelStatus = { 
/**
 * The platform's: `DELIVERED`.
 */
code: string, 
/**
 * The platform's words.
 */
message: string, };

export type ParcelsWithStatus = { code: string, message: string, orders: number, };

export type PrinterInfo = { name: string, description: string, state: PrinterStatus, accepts_jobs: boolean, is_default: boolean, 
/**
 * Why it is stopped, in the spooler's words.
 */
message: string | null, };

export type PrinterStatus = "idle" | "printing" | "stopped";

export type AbilitiesQuery = { printer: string, again: boolean, };

export type PrinterAbilities = { media: Array<PrinterMedia>, default_mm: [number, number] | null, 
/**
 * What lies in it, where it can tell.
 */
ready_mm: Array<[number, number]>, dpi: Array<number>, default_dpi: number | null, 
/**
 * MIME types.
 */
formats: Array<string>, at: string, };

export type PrinterMedia = { name: string, mm: [number, number], };

export type PrintRequest = { batch_id: RowId, 
/**
 * `null`: all. 
 */
labels: Array<RowId> | null, 
/**
 * `null`: the printers of the settings. 
 */
printer: string | null, 
/**
 * Several labels on a sheet of office paper; `null`: each on its own. 
 */
sheet: SheetChoice | null, };

export type SheetChoice = { sheet: SheetKind, 
/**
 * The first free place, from 0.
 */
start: number, };

export type SheetKind = "four_a6" | "two_a5";

export type PrintJobInfo = { id: RowId, 
/**
 * `null`: belongs to no batch.
 */
batch_id: RowId | null, 
/**
 * As the print service lists it.
 */
title: string, prints: PrintKind, 
/**
 * The order that it is of; `null`: of a batch or of nothing.
 */
order_number: string | null, 
/**
 * The stored paper that it prints, while its file is kept.
 */
label: RowId | null, printer: string, state: PrintState, 
/**
 * A person is to say something about it.
 */
asks: PrintAsks | null, 
/**
 * The spooler's words.
 */
message: string | null, at: string, };

export type PrintKind = "label" | "customs" | "slip" | "separator" | "sheet" | "test" | "report";

export type PrintJobsQuery = { before: RowId | null, };

export type PrintJobs = { jobs: Array<PrintJobInfo>, 
/**
 * There are older ones. 
 */
more: boolean, };

export type PrintState = "waiting" | "handing" | "queued" | "held" | "printing" | "done" | "failed" | "cancelled" | "unknown";

export type PrintAsks = "failed" | "missing" | "twice";

export type PrintQueue = { printer: string, waiting: number, 
/**
 * Given to the spooler, or just being given, and not over.
 */
spooled: number, 
/**
 * Why nothing goes on, in words.
 */
stands: string | null, 
/**
 * Jobs that wait for a person's word, in order.
 */
asking: Array<PrintJobInfo>, };

export type PrintAnswer = { job_id: RowId, answer: PrintWord, };

export type PrintWord = "came_out" | "again" | "leave";

export type CancelPrints = { printer: string, 
/**
 * `null`: the whole queue. 
 */
jobs: Array<RowId> | null, };

export type MovePrints = { from: string, to: string, 
/**
 * `null`: the whole queue. 
 */
jobs: Array<RowId> | null, };

export type OnePrinter = { printer: string, };

export type PrintSettings = { setups: Array<PrinterSetup>, routes: Array<PrinterRoute>, 
/**
 * Printers that the system does not list: `tcp://HOST:PORT`, `folder:///PATH`.
 */
own: Array<string>, 
/**
 * The last label first: a stack that lies face up is then in the batch's order.
 */
reverse: boolean, 
/**
 * A paper with the batch's number before its labels.
 */
separator: boolean, slips: SlipChoice, };

export type PrinterRoute = { kind: PaperKind, printer: string, };

export type PaperKind = "label" | "large_label" | "customs" | "slip" | "report";

export type SlipChoice = "none" | "before" | "behind";

export type PrinterSetup = { printer: string, language: PrinterLanguage, 
/**
 * The head's dots per inch: 203, 300 or 600.
 */
dpi: number, 
/**
 * Width and height of its paper in millimetres; `null`: the queue knows.
 */
paper_mm: [number, number] | null, 
/**
 * Quarter turns, clockwise.
 */
turns: number, 
/**
 * To the right and down, in millimetres.
 */
offset_mm: [number, number], 
/**
 * 1 to 9.
 */
copies: number, 
/**
 * The format that labels for it are asked for in.
 */
asks_for: LabelFormat, };

export type PrinterLanguage = "driver" | "zpl";

export type LabelFormat = "pdf" | "png" | "zpl";

export type PlanRequest = { orders: Array<RowId>, options: ShipOptions, 
/**
 * As [`ShipAnyway`] would ship them.
 */
anyway: Array<KnownLabels>, };

export type Plan = { orders: number, 
/**
 * Orders that would get a label.
 */
ready: number, 
/**
 * Calls of at most 20 orders.
 */
calls: number, 
/**
 * Orders with problems, blocking ones first; an order may be ready and have a warning.
 */
lines: Array<PlanLine>, countries: Array<CountryCount>, weight_grams: number, options: ShipOptions, };

export type PlanLine = { order_id: RowId, number: string, shop: string, name: string, left_out: boolean, problems: Array<Problem>, 
/**
 * Labels with its number that may be its own. 
 */
labels: Array<Shipment>, };

export type CountryCount = { country: string, orders: number, };

export type ShipRequest = { orders: Array<RowId>, options: ShipOptions, request_id: string, 
/**
 * One order, shipped by a scan: its label comes with the answer.
 */
at_once: boolean, 
/**
 * One order in several parcels; empty: as the platform packs it.
 */
parcels: Array<ParcelSplit>, };

export type KnownLabels = { order_id: RowId, shipments: Array<string>, };

export type ShipAnyway = { anyway: Array<KnownLabels>, reason: string, orders: Array<RowId>, options: ShipOptions, request_id: string, 
/**
 * One order, shipped by a scan: its label comes with the answer.
 */
at_once: boolean, 
/**
 * One order in several parcels; empty: as the platform packs it.
 */
parcels: Array<ParcelSplit>, };

export type ShipChoices = { senders: Array<Sender>, brands: Array<BrandChoice>, contracts: Array<ContractChoice>, 
/**
 * When the platform last told all of it; `null`: never.
 */
at: string | null, 
/**
 * Why the last try failed; what is listed is what was known before.
 */
trouble: AppErrorWire | null, };

export type Sender = { id: number, 
/**
 * May be empty.
 */
name: string, 
/**
 * The address on one line.
 */
address: string, 
/**
 * ISO 3166-1 alpha-2; may be empty.
 */
country: string, postal_code: string, };

export type BrandChoice = { id: number, 
/**
 * May be empty.
 */
name: string, };

export type ContractChoice = { id: number, 
/**
 * The account's name for it, else the carrier's for the customer; may be empty.
 */
name: string, carrier: string | null, country: string | null, state: ContractStatus, 
/**
 * The shop's own contract; else one of the platform's.
 */
direct: boolean, 
/**
 * Goes first among the carrier's direct contracts when none is chosen.
 */
is_default: boolean, 
/**
 * Why the carrier does not accept it.
 */
error: string | null, };

export type ContractStatus = "active" | "inactive" | "validating" | "validation_failed" | "unknown";

export type OptionsQuery = { orders: Array<RowId>, sender_address_id: number | null, contract_id: number | null, };

export type OptionsFound = { 
/**
 * Those that serve every country that was asked about come first.
 */
options: Array<FoundOption>, 
/**
 * Most orders first.
 */
countries: Array<AskedCountry>, 
/**
 * Countries that nobody asked about, because there are more than ten, or no answer came.
 */
not_asked: Array<CountryCount>, 
/**
 * The orders' own methods, most orders first.
 */
methods: Array<OwnMethod>, 
/**
 * Orders that bring a service point: it is kept when they go by their own method.
 */
service_points: number, 
/**
 * When the oldest of these answers came; `null`: no answer.
 */
at: string | null, 
/**
 * Why not everything is fresh.
 */
trouble: AppErrorWire | null, };

export type AskedCountry = { country: string, orders: number, 
/**
 * The middle order's weight, which was asked with; `null`: no order has a weight.
 */
weight_grams: number | null, 
/**
 * The platform's words, mostly about why there is nothing.
 */
message: string | null, };

export type FoundOption = { code: string, name: string, carrier: string | null, product: string | null, 
/**
 * On whose contract, where it is the same for all countries.
 */
contract: string | null, charging_type: Charging | null, needs_service_point: boolean, 
/**
 * A code for the phone in place of a label: there is nothing to print.
 */
labelless: boolean, weight_min_grams: number | null, weight_max_grams: number | null, 
/**
 * The countries of the selection that it serves.
 */
countries: Array<string>, 
/**
 * It serves all countries that were asked about.
 */
everywhere: boolean, 
/**
 * Orders to these countries that weigh more than it carries.
 */
too_heavy: number, 
/**
 * For the middle order of each country, cheapest country to dearest; `null`: not told.
 */
price: PriceRange | null, };

export type Charging = "label_creation" | "first_scan" | "other";

export type PriceRange = { from: Money, to: Money, };

export type OwnMethod = { 
/**
 * `null`: the platform's new interface has nothing like it, or did not say; or the orders bring no method.
 */
code: string | null, 
/**
 * Ids of the old interface, and the checkout's words.
 */
method_ids: Array<number>, names: Array<string>, orders: number, };

export type OneShipmentTracking = { tracking_number: string, };

export type TrackingView = { tracking_number: string, tracking_url: string | null, 
/**
 * The carrier's code.
 */
carrier: string | null, 
/**
 * A day, `2026-11-21`.
 */
expected_delivery: string | null, is_return: boolean, to_service_point: boolean, 
/**
 * Newest first.
 */
events: Array<TrackingEvent>, 
/**
 * When the platform said so.
 */
at: string, 
/**
 * Why it is not fresh.
 */
trouble: AppErrorWire | null, };

export type TrackingEvent = { at: string | null, 
/**
 * `READY_TO_SEND`: an open list.
 */
code: string, 
/**
 * The platform's words; the code where it has none.
 */
words: string, };

export type Integration = { integration_id: number, 
/**
 * May be empty.
 */
name: string, url: string | null, 
/**
 * `shopify`, `api`: an open list.
 */
system: string, 
/**
 * The platform cannot reach the shop since then.
 */
failing_since: string | null, last_fetch: string | null, last_updated_at: string | null, service_points: boolean, service_point_carriers: Array<string>, webhook_active: boolean, webhook_url: string | null, };

export type IntegrationsView = { integrations: Array<Integration>, 
/**
 * Which of the platform's interfaces serves this account.
 */
orders_api: OrdersApi, };

export type OrdersApi = "v2" | "v3";

export type OneIntegration = { integration_id: number, };

export type ReplaceIntegration = { integration_id: number, name: string, url: string, service_points: boolean, 
/**
 * At least one while service points are on.
 */
service_point_carriers: Array<string>, webhook_active: boolean, 
/**
 * Needed even while the webhook is off.
 */
webhook_url: string, };

export type ChangeIntegration = { integration_id: number, name: string | null, url: string | null, service_points: ServicePoints | null, webhook_active: boolean | null, webhook_url: string | null, };

export type ServicePoints = { enabled: boolean, carriers: Array<string>, };

export type DeleteIntegration = { integration_id: number, typed_name: string, };

export type ShopOrdersQuery = { integration_id: number, from: string | null, to: string | null, order_number: string | null, external_order_id: string | null, external_shipment_id: string | null, 
/**
 * Work out the allowed shipping methods by the account's rules.
 */
shipping_rules: boolean, 
/**
 * Sender address that the allowed shipping methods are worked out for.
 */
sender_address_id: number | null, };

export type ShopOrders = { orders: Array<ShopOrder>, 
/**
 * There are more than these: narrow the days.
 */
more: boolean, 
/**
 * Rows that could not be read.
 */
unreadable: number, };

export type ShopOrder = { at: OrderAtPlatform, name: string, city: string, country: string, order_status: string | null, payment_status: string | null, 
/**
 * The shop's time.
 */
ordered_at: string | null, updated_at: string | null, weight_grams: number | null, items: number, shipping_method: string | null, allowed_shipping_methods: number[], };

export type OrderAtPlatform = { integration_id: number, order_number: string, external_order_id: string | null, external_shipment_id: string | null, };

export type OrderForm = { at: OrderAtPlatform, 
/**
 * The platform's mark of this version: a form that is older than the order is refused.
 */
version: string, name: string, company: string, street: string, house_number: string, line_2: string, postal_code: string, city: string, state: string, country: string, email: string, phone: string, weight_grams: number | null, 
/**
 * Centimetres, decimal text.
 */
length: string, width: string, height: string, items: Array<FormItem>, };

export type FormItem = { description: string, quantity: number, 
/**
 * Per piece, decimal text.
 */
value: string, weight_grams: number | null, sku: string, hs_code: string, origin_country: string, };

export type HandedIn = { 
/**
 * The line of the file, where it came from one.
 */
line: number | null, order_number: string, outcome: HandedInOutcome, 
/**
 * What is wrong, field by field, in the platform's words.
 */
errors: Array<FieldTrouble>, };

export type HandedInOutcome = "created" | "updated" | "ignored" | "refused" | "unknown" | "not_sent";

export type FieldTrouble = { 
/**
 * `parcel_items.0.value` 
 */
field: string, message: string, };

export type OrdersFile = { integration_id: number, file_base64: string, };

export type ImportPreview = { orders: Array<ImportOrder>, troubles: Array<LineTrouble>, 
/**
 * Calls of at most 100 orders. 
 */
calls: number, };

export type ImportOrder = { line: number, order_number: string, name: string, city: string, country: string, items: number, weight_grams: number | null, 
/**
 * The station knows an order of this shop with the same ids: it would be changed.
 */
known: boolean, };

export type LineTrouble = { line: number, column: string | null, message: string, };

export type ImportResult = { orders: Array<HandedIn>, 
/**
 * Why it stopped before the end. 
 */
trouble: AppErrorWire | null, };

export type LogsQuery = { integration_id: number | null, 
/**
 * Only logs in which this text stands.
 */
text: string | null, 
/**
 * Newest so many that are read; at most 1,000.
 */
limit: number, };

export type Logs = { rows: Array<ExceptionLog>, 
/**
 * Older ones are there. 
 */
more: boolean, };

export type ExceptionLog = { id: string, at: string | null, integration_id: number | null, shop: string | null, method: string | null, url: string | null, response_code: number | null, 
/**
 * For people.
 */
message: string | null, kind: string | null, 
/**
 * The platform made request and response unreadable.
 */
protected: boolean, request: string | null, response: string | null, };

export type ReportFailure = { integration_id: number, message: string, };

export type WemasyToken = { 
/**
 * A new token for a shop that is there already; `null`: a new shop.
 */
shop_id: number | null, 
/**
 * What the station calls the shop.
 */
name: string, 
/**
 * `#rrggbb`
 */
colour: string, token: string, };

export type WemasyShop = { shop_id: number, name: string, 
/**
 * `#rrggbb`
 */
colour: string, 
/**
 * Sendcloud's integration that the shop hands its orders to; `null`: not known yet.
 */
integration_id: number | null, route: WemasyRoute, bookings: WemasyBookings, 
/**
 * Its orders are read.
 */
enabled: boolean, 
/**
 * Why its last sync failed.
 */
trouble: string | null, 
/**
 * The station holds its token.
 */
connected: boolean, };

export type WemasyRoute = "direct" | "by_wemasy";

export type WemasyBookings = "by_hand" | "by_itself";

export type WemasyTest = { 
/**
 * Orders of the shop, as far as it says.
 */
orders: number | null, 
/**
 * Wemasy says that its own Sendcloud integration works.
 */
sendcloud_connected: boolean, };

export type OneWemasyShop = { shop_id: number, };

export type WemasyMethod = { id: number, name: string, carrier: string | null, };

export type UpdateWemasy = { order_id: RowId, shipping_method_id: number, weight_grams: number, parcels: number, };

export type HandOver = { orders: Array<RowId>, };

export type HandedOver = { order_id: RowId, state: HandOverState, 
/**
 * Since when it is awaited.
 */
at: string | null, message: string | null, };

export type HandOverState = "waiting" | "found" | "refused" | "not_sent" | "unknown";

export type WemasySource = { shop_id: number, 
/**
 * The Wemasy shop's name.
 */
shop: string, 
/**
 * It is not at Sendcloud yet; how far the handing over is, if it was begun.
 */
hand_over: HandedOver | null, };

export type BookingsQuery = { 
/**
 * Part of an order number; `null`: all.
 */
text: string | null, 
/**
 * `null`: all.
 */
state: BookingState | null, };

export type BookingsView = { 
/**
 * What needs a person first, then the newest; not more than some hundreds.
 */
rows: Array<Booking>, 
/**
 * Of everything, whatever was asked for.
 */
counts: BookingCounts, 
/**
 * When the next one is sent; `null`: none can be.
 */
next_at: string | null, 
/**
 * When the last one of those that can be sent is sent.
 */
ends_at: string | null, 
/**
 * Shops whose queue waits for something.
 */
held: Array<HeldShop>, };

export type BookingCounts = { queued: number, requested: number, done: number, refused: number, unknown: number, withdrawn: number, };

export type Booking = { id: RowId, shop_id: number, 
/**
 * The shop's name.
 */
shop: string, order_number: string, state: BookingState, queued_at: string, 
/**
 * When it was last sent.
 */
requested_at: string | null, ended_at: string | null, 
/**
 * The platform's words, ours, and the reason for sending it again.
 */
words: string | null, 
/**
 * A person may send it again, with a reason.
 */
again: boolean, };

export type BookingState = "queued" | "requested" | "done" | "refused" | "unknown" | "withdrawn";

export type HeldShop = { shop_id: number, shop: string, why: HeldWhy, 
/**
 * How many wait.
 */
queued: number, 
/**
 * The platform's words.
 */
message: string | null, };

export type HeldWhy = "disabled" | "no_token" | "token_refused" | "paused";

export type QueueBookings = { orders: Array<RowId>, batch_id: RowId | null, };

export type QueuedBookings = { queued: number, 
/**
 * Booked, queued, or sent before: those are sent again one by one, with a reason.
 */
already: number, 
/**
 * This station has no label of it.
 */
no_label: number, 
/**
 * No Wemasy shop knows the order.
 */
not_wemasy: number, };

export type RetryBooking = { id: RowId, reason: string, };

export type OneBooking = { id: RowId, };

export type DocumentRequest = { order_id: RowId, kind: DocumentKind, };

export type DocumentKind = "package_slip" | "invoice";

export type DocumentState = { progress: DocumentProgress, 
/**
 * Where it was saved.
 */
path: string | null, pages: number, 
/**
 * Why there is none.
 */
message: string | null, };

export type DocumentProgress = "making" | "ready" | "failed";

export interface Commands {
  station_info: { payload: Nothing; result: StationInfo };
  use_mode: { payload: UseMode; result: StationInfo };
  connection_test: { payload: KeyPair; result: ConnectionTest };
  connection_save: { payload: KeyPair; result: StationInfo };
  accounts_list: { payload: Nothing; result: KnownAccount[] };
  account_use: { payload: OneAccount; result: StationInfo };
  account_test: { payload: OneAccount; result: ConnectionTest };
  account_rename: { payload: RenameAccount; result: KnownAccount[] };
  account_enable: { payload: EnableAccount; result: KnownAccount[] };
  account_forget: { payload: ForgetAccount; result: StationInfo };
  practice_reset: { payload: Nothing; result: StationInfo };
  pin_set: { payload: SetPin; result: StationInfo };
  pin_enter: { payload: EnterPin; result: StationInfo };
  wemasy_test: { payload: WemasyToken; result: WemasyTest };
  wemasy_connect: { payload: WemasyToken; result: WemasyShop[] };
  wemasy_forget: { payload: OneWemasyShop; result: WemasyShop[] };
  settings_get: { payload: Nothing; result: Settings };
  settings_set: { payload: Settings; result: Settings };
  settings_export: { payload: Nothing; result: SavedFile };
  settings_import: { payload: SettingsFile; result: Settings };
  orders_list: { payload: Nothing; result: OrdersView };
  order_detail: { payload: OneOrder; result: OrderDetail };
  order_lines: { payload: OneOrder; result: OrderLine[] };
  item_picture: { payload: ItemOfOrder; result: ItemPicture };
  sync_now: { payload: Nothing; result: SyncState };
  statuses_list: { payload: Nothing; result: StatusChoice[] };
  statuses_choose: { payload: ChooseStatuses; result: StatusChoice[] };
  shop_enable: { payload: EnableShop; result: OrdersView };
  plan: { payload: PlanRequest; result: Plan };
  ship: { payload: ShipRequest; result: OneBatch };
  ship_anyway: { payload: ShipAnyway; result: OneBatch };
  ship_choices: { payload: Nothing; result: ShipChoices };
  ship_options_find: { payload: OptionsQuery; result: OptionsFound };
  order_tracking: { payload: OneShipmentTracking; result: TrackingView };
  batches_list: { payload: BatchesQuery; result: Batch[] };
  batch_detail: { payload: OneBatch; result: BatchDetail };
  parcel_statuses: { payload: Nothing; result: ParcelsWithStatus[] };
  batch_continue: { payload: OneBatch; result: BatchDetail };
  batch_pause: { payload: OneBatch; result: BatchDetail };
  batch_stop: { payload: OneBatch; result: BatchDetail };
  batch_retry: { payload: RetryRefused; result: BatchDetail };
  under_way: { payload: Nothing; result: UnderWay };
  find_shipped: { payload: FindShipped; result: BatchOrder | null };
  duplicates_list: { payload: Nothing; result: Duplicate[] };
  duplicate_dismiss: { payload: NotDuplicate; result: Duplicate[] };
  shipment_cancel: { payload: CancelShipment; result: Cancellation };
  unknown_check: { payload: OneBatch; result: BatchDetail };
  buy_again: { payload: BuyAgain; result: BatchOrder };
  shipment_adopt: { payload: AdoptShipment; result: BatchOrder };
  label_preview: { payload: PreviewRequest; result: Preview };
  labels_save: { payload: OneBatch; result: SavedFile };
  integrations_list: { payload: Nothing; result: IntegrationsView };
  integration_get: { payload: OneIntegration; result: Integration };
  integration_replace: { payload: ReplaceIntegration; result: Integration };
  integration_change: { payload: ChangeIntegration; result: Integration };
  integration_delete: { payload: DeleteIntegration; result: IntegrationsView };
  shop_orders: { payload: ShopOrdersQuery; result: ShopOrders };
  shop_order_delete: { payload: OrderAtPlatform; result: ShopOrders };
  shop_order_form: { payload: OrderAtPlatform; result: OrderForm };
  shop_order_correct: { payload: OrderForm; result: HandedIn };
  orders_template: { payload: Nothing; result: SavedFile };
  orders_preview: { payload: OrdersFile; result: ImportPreview };
  orders_import: { payload: OrdersFile; result: ImportResult };
  integration_logs: { payload: LogsQuery; result: Logs };
  log_report: { payload: ReportFailure; result: ExceptionLog };
  wemasy_shops: { payload: Nothing; result: WemasyShop[] };
  wemasy_change: { payload: WemasyShop; result: WemasyShop[] };
  wemasy_hand_over: { payload: HandOver; result: HandedOver[] };
  wemasy_read: { payload: OneOrder; result: OrderDetail };
  wemasy_methods: { payload: OneWemasyShop; result: WemasyMethod[] };
  wemasy_update: { payload: UpdateWemasy; result: OrderDetail };
  wemasy_document: { payload: DocumentRequest; result: DocumentState };
  bookings_list: { payload: BookingsQuery; result: BookingsView };
  booking_queue: { payload: QueueBookings; result: QueuedBookings };
  booking_retry: { payload: RetryBooking; result: Booking };
  booking_withdraw: { payload: OneBooking; result: Booking };
  printers_list: { payload: Nothing; result: PrinterInfo[] };
  printer_abilities: { payload: AbilitiesQuery; result: PrinterAbilities };
  print: { payload: PrintRequest; result: PrintJobInfo[] };
  print_slip: { payload: OneOrder; result: PrintJobInfo[] };
  print_report: { payload: OneBatch; result: PrintJobInfo[] };
  report_save: { payload: OneBatch; result: SavedFile };
  print_test: { payload: OnePrinter; result: PrintJobInfo[] };
  print_jobs: { payload: PrintJobsQuery; result: PrintJobs };
  print_queues: { payload: Nothing; result: PrintQueue[] };
  print_answer: { payload: PrintAnswer; result: PrintQueue[] };
  print_cancel: { payload: CancelPrints; result: PrintQueue[] };
  print_move: { payload: MovePrints; result: PrintQueue[] };
}
