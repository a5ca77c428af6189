import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asHtml, asText, parseClipboard } from '../../../../lib/callsheet/ui/review/grid/script/clipboard/formats.js'

const TEXTS = /** @type {[string, string[][]][]} */ ([
  ['', [['']]],
  ['98765', [['98765']]],
  ['a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
  ['a\tb\nc\td', [['a', 'b'], ['c', 'd']]],
  ['a\rb', [['a'], ['b']]],
  ['a\t\tc', [['a', '', 'c']]],
  ['a\t', [['a', '']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['"two\nlines"\tb', [['two\nlines', 'b']]],
  ['"a ""quoted"" word"', [['a "quoted" word']]],
  ['"a\tb"', [['a\tb']]],
  ['5" pipe\tb', [['5" pipe', 'b']]],
  ['"open\tb', [['"open', 'b']]],
  ['"', [['"']]],
  ['""', [['']]],
  ['"a"b\tc', [['"a"b', 'c']]],
])

for (const [text, cells] of TEXTS) {
  test(`the clipboard's ${JSON.stringify(text)} is ${JSON.stringify(cells)}`, () => assert.deepEqual(parseClipboard(text), cells))
}

test('what is copied as text is pasted as the same cells', () => {
  const signs = ['a', '"', '\t', '\n', ' ', 'é', "'", '=']
  const cells = signs.flatMap(one => signs.map(other => [`x${one}${other}y`, `${other}${one}z`]))
  assert.deepEqual(parseClipboard(asText(cells)), cells)
})

test('a cell of the copied table has no markup of its own, keeps its digits and its lines', () => {
  const html = asHtml([['<b>"&', '0098765'], ['two\r\nlines', '=1+1']])
  assert.ok(html.includes('&lt;b&gt;&quot;&amp;</td>'))
  assert.ok(html.includes('two<br>lines</td>'))
  assert.equal(html.match(/<tr>/g)?.length, 2)
  assert.equal(html.match(/mso-number-format:'\\@'/g)?.length, 4)
})

test('a long text without an end of quotes is read in a time that grows with its length alone', () => {
  const cells = parseClipboard(`"${'a""\t'.repeat(50_000)}`)
  assert.equal(cells.length, 1)
})
