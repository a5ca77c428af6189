/**
 * The types of the grid's modules; read by editors and by tsc, never sent to the browser.
 *
 * @typedef {{ column: string, name: string, header: string, width: number }} Column
 *   Name in the file, target name, header as written, width in rem.
 *
 * @typedef {[state: string, reason: string, original: string | null, sent: string,
 *            suggestion: [value: string, code: string] | null, advice: string]} CellState
 *
 * @typedef {[row: number, values: string[], states: Record<number, CellState>, bucket: string, found: number[]]} WireRow
 *
 * @typedef {{ row: number, values: string[], states: Record<number, CellState>, bucket: string, found: number[], version: number }} Row
 *   A row as it was in one version of the server's data.
 *
 * @typedef {{ view: string, version: number, start: number, rows: WireRow[] }} Stretch
 *   Rows that the server sent, from the place `start` on.
 *
 * @typedef {{ script: string, address: string, view: string, filter: string, search: SearchFields, draft: string, layout: ColumnLayout, sorted: [string, boolean] | [],
 *             filtered: string[], version: number, count: number, tall: number, label: string, empty: string,
 *             acknowledged: number, skipped: number, nonce: string, prompt: string, fallbacks: Record<string, string>, by_agent: string[],
 *             words: Record<string, string>, columns: Column[], parts: [offset: number, label: string][], first: number,
 *             rows: WireRow[] }} Payload
 *   What the server sends at each run of its script, see payload.py: first the address of the grid's script. Of several files: what is added to the row numbers of each.
 *
 * @typedef {{ data: Payload, parentElement: HTMLElement, setStateValue: (name: string, value: Entry[]) => void }} Component
 *   What Streamlit gives the script at each run.
 *
 * @typedef {(component: Component) => unknown} Mount
 *
 * @typedef {{ widths: Record<string, number>, hidden: string[], frozen: number }} ColumnLayout
 *   Pixels of columns whose width the operator set, and hidden columns, by target name; how many columns stay in view.
 *
 * @typedef {{ text: string, match_case: boolean, whole_cell: boolean, is_regex: boolean }} SearchFields
 *   What is searched for; no text: nothing.
 *
 * @typedef {{ view: string, version: number, cells: number, rows: number, numbers: number, changes: number,
 *             samples: [string, string][], problem: string }} Found
 *   What a search finds in the rows shown, and what a replacement would do; see search.py.
 *
 * @typedef {{ index: number, column: number }} Place
 *   A cell: place of its row in the present filter and index of its column, both from 0.
 *
 * @typedef {[first: number, last: number]} Range
 *   Places of rows, or indexes of columns, both ends included.
 *
 * @typedef {{ rows: Range[], columns: Range }} Selection
 *   What an action changes: places of rows and indexes of columns.
 *
 * @typedef {{ cursor: Place | null, extent: Place | null, rows: Range[], rowAnchor: number | null, asking: boolean,
 *             leaving: boolean, message: string, download: string }} State
 *   The cell with the focus; the other corner of the range, if there is one; rows selected as a whole and the one that was
 *   selected last; whether it is asked if they shall be left out; whether the next Tab leaves the grid; what is said, and the address of a file offered with it.
 *
 * @typedef {{ type: 'view_opened' | 'selection_cleared' | 'leave_out_asked' | 'grid_left' }
 *         | { type: 'cursor_moved' | 'cursor_focused' | 'range_extended', place: Place }
 *         | { type: 'rows_selected', index: number, extend?: boolean, add?: boolean }
 *         | { type: 'all_selected', count: number }
 *         | { type: 'message_shown', message: string, download?: string }} Action
 *   What changes the state; see state.js. `extend`: from the row selected last to this one; `add`: to the rows selected.
 *
 * @typedef {{ kind: 'write', operation: string, view: string, ranges: Range[], columns: string[], values: string[][] }} Write
 *   A block of values, repeated over rows and columns.
 *
 * @typedef {{ kind: 'edit', row: number, column: string, value: string } | Write
 *         | { kind: 'fill', view: string, ranges: Range[], columns: string[], source: Range }
 *         | { kind: 'leave_out' | 'put_back', view: string, ranges: Range[] }
 *         | { kind: 'keep' | 'show_duplicates', row: number }
 *         | { kind: 'restore', view: string, ranges: Range[], columns: string[] }
 *         | { kind: 'use_for_all', row: number, column: string }
 *         | { kind: 'undo' | 'redo' | 'show_all' }
 *         | { kind: 'sort', column: string, descending: boolean | null }
 *         | { kind: 'filter', column: string, values: string[] | null }
 *         | { kind: 'layout' } & ColumnLayout
 *         | { kind: 'search' } & SearchFields
 *         | { kind: 'replace', view: string, replacement: string } & SearchFields
 *         | { kind: 'again', tries: number }} Deed
 *   What the operator did; see edits.py.
 *
 * @typedef {Deed & { sequence: number, window?: [view: string, first: number, rows: number], nonce?: string,
 *                     rows?: Range[], source_rows?: Range[] }} Entry
 *   A deed on its way to the server's session `nonce`, perhaps with the rows in view at that moment; one on places of rows
 *   also with runs of their numbers, where they are loaded.
 */
export {}
