// Printers, their queues and what they print, in English.
export const paperEn = {
  'action.print_sheets': 'On A4 sheets',
  'action.print_slip': 'Print packing slip',

  'help.print': 'Printing',

  'nav.print': 'Printing',

  'own.add': 'Add',
  'own.hint':
    'Label printer on the network: tcp://192.168.1.50:9100. Folder for files: folder:///path/to/folder.',
  'own.label': 'Printer that this computer does not know',
  'own.remove': 'Remove',

  'own_trouble.host': 'The printer’s name or address is missing or wrong.',
  'own_trouble.kind': 'Begin with tcp:// or folder:///.',
  'own_trouble.known': 'This printer is listed already.',
  'own_trouble.path': 'Give the whole folder: folder:///path/to/folder.',
  'own_trouble.port': 'Put the port behind it, usually :9100.',

  'paper_kind.customs': 'Customs papers',
  'paper_kind.large_label': 'Larger labels (A5, A4)',
  'paper_kind.slip': 'Packing slips',

  'paper_route.label': 'On the label printer',
  'paper_route.title': 'Other papers',

  'paper_the.batch': 'the paper of batch {about}',
  'paper_the.customs': 'the customs paper of order {about}',
  'paper_the.label': 'the label of order {about}',
  'paper_the.other': '“{about}”',
  'paper_the.slip': 'the packing slip of order {about}',
  'paper_the.test': 'the test label',

  'paper_word.batch': 'Sheets or separator',
  'paper_word.customs': 'Customs paper',
  'paper_word.label': 'Label',
  'paper_word.other': 'Paper',
  'paper_word.slip': 'Packing slip',
  'paper_word.test': 'Test label',

  'print_answer.again': 'Print again',
  'print_answer.came_out': 'Yes, it is here',
  'print_answer.leave': 'Leave it',
  'print_answer.seen': 'Seen',

  'print_asks.failed': 'Not printed: {what}.',
  'print_asks.missing': 'Did {what} come out?',
  'print_asks.twice': 'Maybe printed twice: {what}.',

  'print_asks_text.failed': 'What is behind it waits for your answer.',
  'print_asks_text.missing': 'Look at the printer. What is behind it waits for your answer.',
  'print_asks_text.twice': 'See whether there are two of it and throw one away.',

  print_look: '{n: Look at the printer: # paper | Look at the printer: # papers}',

  'print_queue.asks': 'Waits for your answer',
  'print_queue.prints': 'Printing',
  'print_queue.stands': 'Stands still',
  'print_queue.waits': 'Goes on shortly',

  'print_screen.at': 'When',
  'print_screen.empty':
    'Papers that are printed stand here, with what the printer says about them. Ship orders and print their labels.',
  'print_screen.empty_title': 'Nothing printed yet',
  'print_screen.jobs': 'Newest jobs',
  'print_screen.message': 'Message',
  'print_screen.move': 'Rest to another printer',
  'print_screen.nothing_waits': 'Nothing waits.',
  'print_screen.printer': 'Printer',
  'print_screen.queues': 'Queues',
  'print_screen.spooled': '{n: # at the printer | # at the printer}',
  'print_screen.state': 'State',
  'print_screen.take_back': 'Take back the rest',
  'print_screen.waiting': '{n: # waits | # wait}',
  'print_screen.what': 'Paper',
  'print_screen.why_stands':
    'Look at paper, lid and cable, or resume it: then it goes on by itself. Or give the rest to another printer.',

  'print_state.cancelled': 'Taken back',
  'print_state.done': 'Printed',
  'print_state.failed': 'Failed',
  'print_state.handing': 'To the printer',
  'print_state.held': 'Held',
  'print_state.printing': 'Printing',
  'print_state.queued': 'At the printer',
  'print_state.unknown': 'Look',
  'print_state.waiting': 'Waits',

  print_to_go: '{n} to go',

  'printer_option.reverse': 'Last label first: the stack lies face up',
  'printer_option.separator': 'Separator with the batch’s number before each batch',
  'printer_option.slips': 'Packing slip with the label',
  'printer_option.title': 'Printing by itself',

  'setup.asks_for': 'Ask for labels as',
  'setup.changed': 'set up',
  'setup.copies': 'Copies',
  'setup.down': 'down',
  'setup.dpi': 'Fineness',
  'setup.dpi_n': '{n} dpi',
  'setup.height': 'high',
  'setup.language': 'How the printer is fed',
  'setup.language.driver': 'Driver',
  'setup.language.zpl': 'ZPL (Zebra)',
  'setup.offset': 'Shift',
  'setup.open': 'Set up',
  'setup.paper': 'Paper',
  'setup.right': 'to the right',
  'setup.test': 'Test label',
  'setup.title': 'Set up {name}',
  'setup.turns': 'Turn',
  'setup.turns_n': '{n}°',
  'setup.unset': 'Put everything back',
  'setup.width': 'wide',

  'setup_paper.a4': 'A4',
  'setup_paper.a5': 'A5',
  'setup_paper.a6': 'A6',
  'setup_paper.four_by_six': '4 × 6 inch (102 × 152 mm)',
  'setup_paper.own': 'Own size',
  'setup_paper.queue': 'As the printer is set',
  'setup_paper.roll': '102 × 210 mm',

  'sheets.behind':
    '{n: # other paper follows on its own | # other papers follow on their own}, on {printers}.',
  'sheets.do': '{n: Print # sheet | Print # sheets}',
  'sheets.four_a6': '4 × A6',
  'sheets.kind': 'Sheet',
  'sheets.place': 'Place {n}',
  'sheets.printer': 'Printer',
  'sheets.sentence': '{papers: # label | # labels} on {sheets: # sheet of A4 | # sheets of A4}.',
  'sheets.start': 'First free place',
  'sheets.start_text': 'A half-used sheet still serves: choose where the first one goes.',
  'sheets.two_a5': '2 × A5',

  'slips.before': 'Before',
  'slips.behind': 'Behind',
  'slips.none': 'None',

  'strip.print_asks': '{n: Check printer: # label | Check printer: # labels}',
  'strip.print_stands': '{n} in line, standing still',
  'strip.print_waits': '{n} in line',

  'wish.move': '{n: # paper goes to another printer | # papers go to another printer}',
  'wish.move_do': 'Give the rest',
  'wish.move_text': 'In the same order. What {printer} is at already stays there.',
  'wish.no_other': 'There is no other printer.',
  'wish.take_back': '{printer}: {n: take back # paper? | take back # papers?}',
  'wish.take_back_do': 'Take back',
  'wish.take_back_text':
    'The labels stay stored: they can be printed again later. What is at the printer already may still come.',
};
