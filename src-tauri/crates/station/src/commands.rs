//! The commands about the station itself; everything else is the engine's.

use engine::wire::{
    ConnectionTest, EnableAccount, EnterPin, ForgetAccount, KeyPair, KnownAccount, Nothing, OneAccount,
    OneWemasyShop, RenameAccount, SetPin, StationInfo, UseMode, WemasyShop, WemasyTest, WemasyToken,
};

use crate::Station;

engine::commands! { Station {
    station_info: Nothing => StationInfo;
    use_mode: UseMode => StationInfo;
    connection_test: KeyPair => ConnectionTest;
    connection_save: KeyPair => StationInfo;
    accounts_list: Nothing => Vec<KnownAccount>;
    account_use: OneAccount => StationInfo;
    account_test: OneAccount => ConnectionTest;
    account_rename: RenameAccount => Vec<KnownAccount>;
    account_enable: EnableAccount => Vec<KnownAccount>;
    account_forget: ForgetAccount => StationInfo;
    practice_reset: Nothing => StationInfo;
    pin_set: SetPin => StationInfo;
    pin_enter: EnterPin => StationInfo;
    wemasy_test: WemasyToken => WemasyTest;
    wemasy_connect: WemasyToken => Vec<WemasyShop>;
    wemasy_forget: OneWemasyShop => Vec<WemasyShop>;
} }
