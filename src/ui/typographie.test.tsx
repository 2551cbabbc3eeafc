import { options } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installerTypographie } from './typographie.ts'

const avant = options.vnode
beforeAll(installerTypographie)
afterAll(() => {
  if (avant) options.vnode = avant
  else delete options.vnode
})

test('les espaces françaises sont insécables dans ce qui se lit, jamais dans ce qui se recopie', () => {
  const nom = 'Bohicon'
  expect(renderToString(<p>Où aller ? À {nom} : « ici »</p>)).toBe('<p>Où aller\u202f? À Bohicon\u00a0: «\u00a0ici\u00a0»</p>')
  expect(renderToString(<p><>services ; {['a ; b', 'c ?']}</></p>)).toBe('<p>services\u202f; a\u202f; bc\u202f?</p>')
  expect(renderToString(<textarea value="a ?">a ?</textarea>)).toContain('a ?')
  expect(renderToString(<pre>si a ? b : c</pre>)).toBe('<pre>si a ? b : c</pre>')
  expect(renderToString(<input value="Quoi ?" />)).toContain('value="Quoi ?"')
  expect(renderToString(<a href="/x?q=a : b">http://x</a>)).toBe('<a href="/x?q=a : b">http://x</a>')
})
