import { describe, expect, it } from 'vitest'
import { ecrireIcs } from './ics.ts'

const AGENDA = { titre: 'Guichet, état civil', raison: 'Retirer une copie d’acte ; faire une déclaration', lieu: 'Rez-de-chaussée, guichet 2', apporter: 'votre pièce d’identité, et le numéro de l’acte si vous l’avez' }
const RDV = { id: '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee', debut: new Date('2026-11-30T08:00:00Z'), fin: new Date('2026-11-30T08:20:00Z'), etat: 'pris' as const, sequence: 0, changeLe: new Date('2026-11-23T08:00:00Z') }
const ecrire = (change: Partial<Omit<typeof RDV, 'etat'>> & { etat?: 'pris' | 'annule' } = {}) => ecrireIcs({ ...RDV, ...change }, AGENDA, 'Mairie de Bohicon', 'https://iroko.bj')

/** Reads a file as RFC 5545 says: lines end with CRLF, hold 75 octets at most, and go on after a space. */
function lire(texte: string): Map<string, string> {
  const lignes = texte.split('\r\n')
  expect(lignes.join('').includes('\n')).toBe(false)
  for (const ligne of lignes) expect(Buffer.byteLength(ligne)).toBeLessThanOrEqual(75)
  const entieres = texte.replace(/\r\n[ \t]/g, '').split('\r\n').filter(Boolean)
  expect([entieres[0], entieres.at(-1), entieres.filter((l) => l === 'BEGIN:VEVENT').length]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', 1])
  return new Map(entieres.map((ligne) => [ligne.split(/[:;]/, 1)[0]!, ligne.slice(ligne.indexOf(':') + 1)]))
}

describe('le fichier pour l’agenda du téléphone', () => {
  it('dit l’heure en temps universel, le lieu, quoi apporter', () => {
    const lu = lire(ecrire())
    expect(Object.fromEntries(['VERSION', 'METHOD', 'UID', 'SEQUENCE', 'DTSTAMP', 'DTSTART', 'DTEND', 'STATUS'].map((nom) => [nom, lu.get(nom)]))).toEqual({
      VERSION: '2.0', METHOD: 'PUBLISH', UID: `${RDV.id}@iroko.bj`, SEQUENCE: '0', DTSTAMP: '20261123T080000Z', DTSTART: '20261130T080000Z', DTEND: '20261130T082000Z', STATUS: 'CONFIRMED',
    })
    expect(lu.get('SUMMARY')).toBe('Guichet\\, état civil\\, Mairie de Bohicon')
    expect(lu.get('DESCRIPTION')).toContain('acte \\; faire')
    expect(lu.get('PRODID')).toContain('Iroko')
  })

  it('après un changement, le même événement avance d’un numéro ; annulé, il s’enlève', () => {
    const lu = lire(ecrire({ sequence: 2, debut: new Date('2026-12-01T08:00:00Z'), fin: new Date('2026-12-01T08:20:00Z') }))
    expect([lu.get('UID'), lu.get('SEQUENCE'), lu.get('DTSTART')]).toEqual([`${RDV.id}@iroko.bj`, '2', '20261201T080000Z'])
    const annule = lire(ecrire({ etat: 'annule', sequence: 3 }))
    expect([annule.get('METHOD'), annule.get('STATUS'), annule.get('UID'), annule.get('SEQUENCE')]).toEqual(['CANCEL', 'CANCELLED', `${RDV.id}@iroko.bj`, '3'])
  })
})
