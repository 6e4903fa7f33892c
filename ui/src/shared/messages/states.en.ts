// What the window says when something is not as it should be, in English.
export const statesEn = {
  'action.to_settings': 'To settings',
  'empty.undecided':
    'Choose for each shop which statuses are still to be packed. The orders appear here then.',
  'empty.undecided_title': 'First choose what is open',
  'note.retried': 'The list shows what was last known of it. Packbench tries again by itself.',
  'note.shops_failed': 'Not read: {shops}',
  'note.stale': 'Orders may be new or shipped already. Read the list again before you ship.',
  'note.stale_title': 'This list is {age} old',
  'note.undecided': 'Until you choose which statuses are open, their orders are not in the list.',
  'note.undecided_title': 'Still to choose: {shops}',
  'notice_fix.billing': 'Look in Sendcloud under Billing whether the payment method is right.',
  'notice_fix.credentials': 'Make or copy the key pair again in Sendcloud and test it under Settings.',
  'notice_fix.database_set_aside':
    'Labels that were bought are found again at Sendcloud. Ask for help about the history.',
  'notice_fix.keychain_missing': 'Unlock or install a keychain and start Packbench again.',
  'notice_fix.lock_held': 'Close the other Packbench, or ship from there.',
  'notice_fix.possible_duplicate': 'Cancel one of them, or say that both are wanted.',
  'notice_fix.shop_sync': 'Packbench tries again by itself. If it keeps failing, look under Shops.',
  'printer.silent': 'Printers do not answer',
  'shops.unread': 'Not read',
  'strip.shops_failing': '{n: # shop not read | # shops not read}',
  'strip.stale': 'List is old',
  'theme.high_contrast': 'High contrast',
};
