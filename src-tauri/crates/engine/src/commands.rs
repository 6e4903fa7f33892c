//! What window, command line and test host may ask: one list, one dispatch. The names and types of the list are the UI's
//! typed commands too (`COMMANDS` is read by the test that writes `ui/src/ipc/generated.ts`).

use crate::engine::Engine;

/// A command as the UI sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    pub name: &'static str,
    /// Rust types by name; all of them are in [`crate::wire`].
    pub payload: &'static str,
    pub result: &'static str,
}

/// Makes `COMMANDS` and `dispatch` from a list of `method: Payload => Result;` lines for a type whose async methods of
/// these names take the payload.
#[macro_export]
macro_rules! commands {
    ($target:ty { $($name:ident: $payload:ty => $result:ty;)* }) => {
        pub const COMMANDS: &[$crate::commands::Command] = &[
            $($crate::commands::Command {
                name: stringify!($name),
                payload: stringify!($payload),
                result: stringify!($result),
            },)*
        ];

        /// Runs a command by name; `None` when this list has no such command.
        pub async fn dispatch(
            target: &$target,
            name: &str,
            payload: serde_json::Value,
        ) -> Option<Result<serde_json::Value, $crate::AppError>> {
            match name {
                $(stringify!($name) => Some(async {
                    let payload: $payload = $crate::commands::read(payload)?;
                    let result: $result = target.$name(payload).await?;
                    $crate::commands::write(&result)
                }.await),)*
                _ => None,
            }
        }
    };
}

/// # Errors
/// [`crate::Code::BadRequest`] for a payload that is not what the command takes.
pub fn read<T: serde::de::DeserializeOwned>(payload: serde_json::Value) -> Result<T, crate::AppError> {
    let payload = match payload {
        serde_json::Value::Null => serde_json::Value::Object(serde_json::Map::new()),
        payload => payload,
    };
    serde_json::from_value(payload).map_err(|error| {
        crate::AppError::new(crate::Code::BadRequest).message(format!("The request is not valid: {error}"))
    })
}

/// # Errors
/// When a result cannot be written as JSON.
pub fn write<T: serde::Serialize>(result: &T) -> Result<serde_json::Value, crate::AppError> {
    serde_json::to_value(result).map_err(|error| {
        crate::AppError::new(crate::Code::Internal).message(format!("The answer cannot be written: {error}"))
    })
}

mod list {
    use super::Engine;
    use crate::wire::*;

    crate::commands! { Engine {
        settings_get: Nothing => Settings;
        settings_set: Settings => Settings;
        settings_export: Nothing => SavedFile;
        settings_import: SettingsFile => Settings;
        orders_list: Nothing => OrdersView;
        order_detail: OneOrder => OrderDetail;
        order_lines: OneOrder => Vec<OrderLine>;
        item_picture: ItemOfOrder => ItemPicture;
        sync_now: Nothing => SyncState;
        statuses_list: Nothing => Vec<StatusChoice>;
        statuses_choose: ChooseStatuses => Vec<StatusChoice>;
        shop_enable: EnableShop => OrdersView;
        plan: PlanRequest => Plan;
        ship: ShipRequest => OneBatch;
        ship_anyway: ShipAnyway => OneBatch;
        ship_choices: Nothing => ShipChoices;
        ship_options_find: OptionsQuery => OptionsFound;
        order_tracking: OneShipmentTracking => TrackingView;
        batches_list: BatchesQuery => Vec<Batch>;
        batch_detail: OneBatch => BatchDetail;
        parcel_statuses: Nothing => Vec<ParcelsWithStatus>;
        batch_continue: OneBatch => BatchDetail;
        batch_pause: OneBatch => BatchDetail;
        batch_stop: OneBatch => BatchDetail;
        batch_retry: RetryRefused => BatchDetail;
        under_way: Nothing => UnderWay;
        find_shipped: FindShipped => Option<BatchOrder>;
        duplicates_list: Nothing => Vec<Duplicate>;
        duplicate_dismiss: NotDuplicate => Vec<Duplicate>;
        shipment_cancel: CancelShipment => Cancellation;
        unknown_check: OneBatch => BatchDetail;
        buy_again: BuyAgain => BatchOrder;
        shipment_adopt: AdoptShipment => BatchOrder;
        label_preview: PreviewRequest => Preview;
        labels_save: OneBatch => SavedFile;
        integrations_list: Nothing => IntegrationsView;
        integration_get: OneIntegration => Integration;
        integration_replace: ReplaceIntegration => Integration;
        integration_change: ChangeIntegration => Integration;
        integration_delete: DeleteIntegration => IntegrationsView;
        shop_orders: ShopOrdersQuery => ShopOrders;
        shop_order_delete: OrderAtPlatform => ShopOrders;
        shop_order_form: OrderAtPlatform => OrderForm;
        shop_order_correct: OrderForm => HandedIn;
        orders_template: Nothing => SavedFile;
        orders_preview: OrdersFile => ImportPreview;
        orders_import: OrdersFile => ImportResult;
        integration_logs: LogsQuery => Logs;
        log_report: ReportFailure => ExceptionLog;
        wemasy_shops: Nothing => Vec<WemasyShop>;
        wemasy_change: WemasyShop => Vec<WemasyShop>;
        wemasy_hand_over: HandOver => Vec<HandedOver>;
        wemasy_read: OneOrder => OrderDetail;
        wemasy_methods: OneWemasyShop => Vec<WemasyMethod>;
        wemasy_update: UpdateWemasy => OrderDetail;
        wemasy_document: DocumentRequest => DocumentState;
        bookings_list: BookingsQuery => BookingsView;
        booking_queue: QueueBookings => QueuedBookings;
        booking_retry: RetryBooking => Booking;
        booking_withdraw: OneBooking => Booking;
        printers_list: Nothing => Vec<PrinterInfo>;
        printer_abilities: AbilitiesQuery => PrinterAbilities;
        print: PrintRequest => Vec<PrintJobInfo>;
        print_slip: OneOrder => Vec<PrintJobInfo>;
        print_report: OneBatch => Vec<PrintJobInfo>;
        report_save: OneBatch => SavedFile;
        print_test: OnePrinter => Vec<PrintJobInfo>;
        print_jobs: PrintJobsQuery => PrintJobs;
        print_queues: Nothing => Vec<PrintQueue>;
        print_answer: PrintAnswer => Vec<PrintQueue>;
        print_cancel: CancelPrints => Vec<PrintQueue>;
        print_move: MovePrints => Vec<PrintQueue>;
    } }
}

pub use list::{COMMANDS, dispatch};

impl Engine {
    async fn sync_now(&self, _: crate::wire::Nothing) -> Result<crate::wire::SyncState, crate::AppError> {
        self.shared.ask_choices_again();
        self.sync().await
    }
}
