import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeCourt, lireCodeCourt } from './code-court.ts'

const alea = fc.uint8Array({ minLength: 9, maxLength: 9 })

test('se relit comme les gens le tapent', () => {
  fc.assert(fc.property(alea, (octets) => {
    const code = codeCourt(octets)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/)
    for (const tape of [code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')} `, code.replaceAll('0', 'o').replaceAll('1', 'l'), code.replaceAll('-', '–')]) expect(lireCodeCourt(tape)).toBe(code)
  }))
})

test('une faute d’un signe est toujours vue, un échange de voisins presque toujours', () => {
  let echanges = 0
  let manques = 0
  fc.assert(fc.property(alea, fc.nat(9), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (octets, ou, signe) => {
    const signes = codeCourt(octets).replaceAll('-', '')
    if (signes[ou] !== signe) expect(lireCodeCourt(signes.slice(0, ou) + signe + signes.slice(ou + 1))).toBeUndefined()
    if (ou < 9 && signes[ou] !== signes[ou + 1]) {
      echanges++
      if (lireCodeCourt(signes.slice(0, ou) + signes[ou + 1] + signes[ou] + signes.slice(ou + 2))) manques++
    }
  }), { numRuns: 3000 })
  expect(manques / echanges).toBeLessThan(0.02)
})

test.each(['', 'U234-5678-90', '7K2M', '7K2M-94QX-3HH', 'x'.repeat(1e6), '7K2M-94QX-3\u202eH'])('refuse, cas %#', (texte) => {
  expect(lireCodeCourt(texte)).toBeUndefined()
})
