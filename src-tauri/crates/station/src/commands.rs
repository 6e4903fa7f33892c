//! The commands about the station itself; everything else is the engine's.

use engine::wire::{
    ConnectionTest, EnterPin, KeyPair, Nothing, OneWemasyShop, SetPin, StationInfo, UseMode, WemasyShop,
    WemasyTest, WemasyToken,
};

use crate::Station;

engine::commands! { Station {
    station_info: Nothing => StationInfo;
    use_mode: UseMode => StationInfo;
    connection_test: KeyPair => ConnectionTest;
    connection_save: KeyPair => StationInfo;
    connection_forget: Nothing => StationInfo;
    practice_reset: Nothing => StationInfo;
    pin_set: SetPin => StationInfo;
    pin_enter: EnterPin => StationInfo;
    wemasy_test: WemasyToken => WemasyTest;
    wemasy_connect: WemasyToken => Vec<WemasyShop>;
    wemasy_forget: OneWemasyShop => Vec<WemasyShop>;
} }
