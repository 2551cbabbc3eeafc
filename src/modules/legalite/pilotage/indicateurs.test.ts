import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recevoirActes } from '../../../../tests/actes-recus.ts'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { sql } from '../../../kernel/db/index.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { INDICATEURS, listActesDerriere } from '../index.ts'
import { semerReferentiels } from '../referentiel/semer.ts'
import { findIndicateur } from './indicateurs.ts'

let essai: Essai
const JOUR = '2026-11-26'
const Q = { communes: ['1203', '0101'], annee: 2026, jour: JOUR }
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  await essai.maison.base.ecrire((tx) => semerReferentiels(tx, new Date()))
  const [lettre, tardive] = await recevoirActes(essai, [
    { observeLe: '2026-03-12T10:00:00+01:00' }, { observeLe: '2026-03-12T10:00:00+01:00', aTemps: false }, { canal: 'json' }, { etat: 'juge', issue: 'annule-partie', duree: 3 },
    { nature: 'document-budgetaire', matiere: '2.1.1', exercice: 2026, dateActe: '2025-12-31', recuLe: '2026-01-10T10:00:00+01:00' },
    { nature: 'document-budgetaire', matiere: '2.1.1', exercice: 2026, dateActe: '2026-01-02', commune: '0101' },
    { nature: 'document-budgetaire', matiere: '2.1.3', exercice: 2025, dateActe: '2026-06-01', commune: '0101' },
  ])
  await essai.maison.base.ecrire(async (tx) => {
    const { rows: [regles] } = await sql<{ id: string }>`select id from legalite.referentiel where genre = 'regles'`.execute(tx)
    for (const [mois, etat] of [[1, 'close'], [1, 'close'], [4, 'ouverte'], [7, 'annulee']] as const)
      await sql`insert into legalite.seance (id, commune, genre, session, prevue_le, lieu, etat, regles, cree_le, cree_par, ouverte_le, close_le, proces_verbal) values (${uuidv7()}, '1203', 'ordinaire', ${mois}, ${`2026-0${mois}-20T09:00:00+01:00`}, 'Mairie', ${etat}, ${regles!.id}, now(), 'systeme:essai', ${etat === 'annulee' ? null : new Date()}, ${etat === 'close' ? new Date() : null}, 'Procès-verbal')`.execute(tx)
    for (const [acte, n, repondu] of [[lettre!, 1, '2026-03-20T10:00:00+01:00'], [tardive!, 2, '2026-05-20T10:00:00+01:00']] as const)
      await sql`insert into legalite.mesure (id, acte_id, commune, genre, etat, numero, texte, repondre_avant, prepare_par, prepare_par_nom, prepare_le, signe_par, signe_par_nom, signe_le, reponse_sens, repondu_par_nom, repondu_le)
        values (${uuidv7()}, ${acte}, '1203', 'observations', 'repondue', ${`PREF-12-2026-OBS-000${n}`}, 'Texte', '2026-03-27', 'systeme:essai', 'x', now(), 'systeme:essai', 'x', '2026-03-12T10:00:00+01:00', 'maintient', 'x', ${repondu})`.execute(tx)
  })
})
afterAll(() => essai.ranger())

const lire = async (code: string, q: Partial<typeof Q> = {}) => Object.fromEntries(await findIndicateur(code)!.calculer(essai.maison.base.lire, { ...Q, ...q }))

describe('les indicateurs donnés aux autres modules', () => {
  it.each([
    ['transmission-dans-delai', { valeur: 80, numerateur: 4, denominateur: 5, aConfirmer: true }],
    ['part-electronique', { valeur: 20, numerateur: 1, denominateur: 5, aConfirmer: false }],
    ['sessions-ordinaires', { valeur: 2, numerateur: 2, denominateur: 4, aConfirmer: false }],
    ['budget-a-temps', { valeur: 1, numerateur: 1, denominateur: 1, aConfirmer: true }],
    ['observations-pour-100', { valeur: 40, numerateur: 2, denominateur: 5, aConfirmer: false }],
    ['annules-par-le-juge', { valeur: 1, numerateur: 1, denominateur: 5, aConfirmer: false }],
    ['observations-repondues', { valeur: 50, numerateur: 1, denominateur: 2, aConfirmer: true }],
  ])('%s : sa valeur, son numérateur et son dénominateur', async (code, attendu) => {
    expect((await lire(code))['1203']).toEqual(attendu)
  })

  it('un budget en retard vaut non ; ce qui n’est pas encore dû, ou d’une commune absente, ne vaut rien', async () => {
    expect((await lire('budget-a-temps'))['0101']).toMatchObject({ valeur: 0, denominateur: 1 })
    expect((await lire('budget-a-temps', { annee: 2027 }))['0101']).toMatchObject({ valeur: null, denominateur: 0 })
    expect((await lire('budget-a-temps', { communes: ['0602'] }))['0602']).toMatchObject({ valeur: null })
    expect((await lire('compte-administratif-a-temps', { annee: 2025 }))['0101']).toMatchObject({ valeur: 0, aConfirmer: false })
    expect((await lire('compte-administratif-a-temps', { annee: 2026 }))['0101']).toMatchObject({ valeur: null })
    expect((await lire('sessions-ordinaires'))['0101']).toMatchObject({ valeur: null })
  })

  it('chaque commune demandée a sa ligne, et les actes derrière font le numérateur', async () => {
    expect(new Set(INDICATEURS.map((i) => i.code)).size).toBe(INDICATEURS.length)
    for (const { code, unite } of INDICATEURS) {
      const valeurs = await lire(code)
      expect(Object.keys(valeurs).toSorted()).toEqual(['0101', '1203'])
      if (unite === 'sessions') continue
      for (const commune of Q.communes) {
        const actes = await listActesDerriere(essai.maison.base.lire, code, commune, 2026, JOUR)
        const comptes = actes.filter((a) => a.compte).length
        expect([code, commune, unite === 'oui-non' ? Math.min(1, comptes) : comptes]).toEqual([code, commune, valeurs[commune]!.numerateur])
      }
    }
    expect(await listActesDerriere(essai.maison.base.lire, 'inconnu', '1203', 2026, JOUR)).toEqual([])
  })
})
