'use client'

/** The keys of the studio, by where they count. On a Mac Ctrl is ⌘. */
export const keyGroups = [
  {
    name: 'Everywhere',
    keys: [
      ['Ctrl K', 'Go to a list, a record or a page; do something'],
      ['Ctrl /', 'This sheet'],
      ['?', 'The same, where nobody writes'],
      ['Esc', 'Close what is open'],
    ],
  },
  {
    name: 'Among the lists',
    keys: [
      ['X', 'Choose the list with the focus, or not'],
      ['Shift X', 'Choose all up to it'],
      ['↑ ↓', 'The list before, or after'],
      ['Esc', 'Choose none'],
    ],
  },
  {
    name: 'Among comments',
    keys: [
      ['J', 'The next comment'],
      ['K', 'The comment before'],
      ['A', 'Show it to everyone'],
      ['T', 'Show it, and trust its writer'],
      ['R', 'Hide it, with a reason'],
      ['S', 'Hide it as an advertisement'],
      ['U', 'Take the last decision back'],
      ['X', 'Choose it, or not: decisions are about all that are chosen'],
      ['E', 'Choose all that are loaded, or none'],
      ['O', 'Open its place in a new tab'],
      ['?', 'This sheet'],
    ],
  },
  {
    name: 'In a list',
    keys: [
      ['Ctrl S', 'Save now'],
      ['Ctrl Z', 'Undo'],
      ['Ctrl Shift Z', 'Do it again'],
      ['Ctrl F', 'Find and replace'],
      ['Ctrl Enter', 'Next entry, or a new one'],
      ['Ctrl ↑ ↓', 'Go to the entry before, or after'],
      ['Alt ↑ ↓', 'Move the entry by one place'],
      ['Alt M', 'Move it to…'],
      ['Alt N', 'New note'],
      ['Alt R', 'Resolve the note'],
    ],
  },
  {
    name: 'In the outline',
    keys: [
      ['↑ ↓', 'The row before, or after'],
      ['← →', 'Fold the section, or open it'],
      ['Home End', 'The first row, or the last'],
      ['Enter', 'Write in it; on a grip: take it, and let it go'],
      ['Space', 'Choose the entry, or not'],
      ['Shift ↑ ↓', 'Choose up to the next'],
      ['Ctrl A', 'Choose all entries'],
      ['Delete', 'Remove what is chosen'],
      ['Esc', 'Choose none; put back what is held'],
    ],
  },
  {
    name: 'In a text',
    keys: [
      ['Ctrl B', 'Bold'],
      ['Ctrl I', 'Italic'],
      ['Ctrl K', 'Link'],
      ['Ctrl Shift X', 'Spoiler: readers ask for it first'],
      ['/', 'What can be put in, at the beginning of a line'],
      ['Ctrl Shift V', 'Paste as it is, without a look'],
    ],
  },
  {
    name: 'In a table',
    keys: [
      ['Tab', 'The next cell, in a text also a new row behind the last; with Shift the cell before'],
      ['↑ ↓ ← →', 'The cell beside'],
      ['Enter', 'Write in the cell; in a text: the cell below, or a new row'],
      ['F2', 'Write on in the cell'],
      ['Delete', 'Empty it'],
      ['Ctrl D', 'As the cell above'],
      ['Alt ↑ ↓', 'Move the entry by one place'],
      ['Ctrl Home End', 'The first cell, or the last'],
      ['Alt F10', 'In a text: the buttons of the table'],
      ['Esc', 'Leave it as it was; in a text: out of the table'],
    ],
  },
  {
    name: 'Where two texts wait',
    keys: [
      ['1', 'Keep yours'],
      ['2', 'Keep the other'],
      ['3', 'Keep both'],
    ],
  },
  {
    name: 'In an article that was read',
    keys: [
      ['J K', 'The next part, or the one before'],
      ['Enter', 'It is right as it is'],
      ['Y N', 'Yes, or no'],
    ],
  },
  {
    name: 'In the history',
    keys: [['A B', 'Compare the row with the focus, as A or as B']],
  },
] as const
