import { describe, expect, it } from 'vitest'
import { avecParametres, hrefSur, parametresDe } from './url.ts'

describe('hrefSur', () => {
  it('laisse passer http(s), mailto, tel et ce qui est relatif', () => {
    for (const bon of ['https://exemple.example/a?b=1#c', 'mailto:a@exemple.example', 'tel:+22901', '/suivre', '#ancre', '?q=1', 'page']) expect(hrefSur(bon)).toBe(bon)
  })
  it('refuse ce qui exécute ou quitte le site en silence', () => {
    for (const mauvais of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', '\u0001javascript:x', '\u200bjavascript:x', 'data:text/html,x', 'vbscript:x', 'blob:x', '//mechant.example', '\\\\mechant.example', '/\\mechant.example', '/\t/mechant.example']) expect(hrefSur(mauvais)).toBeUndefined()
  })
})

describe('avecParametres', () => {
  it('pose, remplace, retire, garde le reste', () => {
    expect(avecParametres('/d?etat=depose&apres=x#bas', { apres: undefined, tri: '-date' })).toBe('/d?etat=depose&tri=-date')
    expect(avecParametres('/d?a=1', { a: '' })).toBe('/d')
    expect(avecParametres('/d?q=a%20b&q=c', {})).toBe('/d?q=a+b&q=c')
  })
  it('lit les paramètres, sauf ceux qu’on écarte', () => {
    expect(parametresDe('/d?a=1&b=%C3%A9', ['a'])).toEqual([['b', 'é']])
  })
})
