import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { peupler } from '../../../../tests/client.ts'
import { calendrierCourant, estOuvre, jourLocal } from '../../../kernel/calendrier/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { tirer } from '../controle/selection.ts'
import { lireContenu } from '../referentiel/semer.ts'
import { hasardDe } from './hasard.ts'
import { imprimerLettres } from './lettres.ts'
import { pdfActe } from './papier.ts'
import { planifier, sessionsDe } from './plan.ts'
import { listALire } from '../circulaire/circulaire.queries.ts'
import { remplirLegalite } from './demo.ts'

let essai: Essai
const maintenant = new Date('2026-11-20T10:00:00Z')
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, maintenant: () => maintenant })
  await peupler(essai, maintenant)
  await essai.maison.base.ecrire((tx) => remplirLegalite(tx, essai.maison, maintenant, { communes: essai.maison.territoires.tous('commune') }))
})
afterAll(() => essai.ranger())

const lire = async <T>(requete: ReturnType<typeof sql<T>>) => (await requete.execute(essai.maison.base.lire)).rows

describe('la démonstration', () => {
  it('a deux ans d’actes pour les 77 communes, numérotés sans trou', async () => {
    const [total] = await lire(sql<{ actes: number; communes: number; seances: number; ans: number }>`select count(*) as actes, count(distinct commune) as communes, (select count(*) from legalite.seance) as seances, max(extract(year from date_acte)) - min(extract(year from date_acte)) filter (where regime = 'loi-2021-14') as ans from legalite.acte`)
    expect(total!.communes).toBe(77)
    expect(total!.actes).toBeGreaterThan(4000)
    expect(total!.seances).toBeGreaterThan(450)
    const trous = await lire(sql<{ n: number }>`select count(*) as n from (select commune, split_part(numero, '-', 2) as sigle, split_part(numero, '-', 1) as annee, max(split_part(numero, '-', 3)::int) as dernier, count(*) as n from legalite.acte where numero ~ '^\d{4}-[A-Z]+-\d+$' group by 1, 2, 3) s where dernier <> n`)
    expect(trous[0]!.n).toBe(0)
  })

  it('raconte toutes les suites, et garde des actes à contrôler aujourd’hui', async () => {
    const issues = (await lire(sql<{ issue: string }>`select distinct issue from legalite.acte where issue is not null`)).map((r) => r.issue)
    for (const issue of ['silence', 'sans-observation', 'reforme', 'retire', 'observations-levees', 'annule-juge', 'ancien-approuve']) expect(issues, issue).toContain(issue)
    const [etats] = await lire(sql<{ recu: number; observe: number; prepare: number }>`select count(*) filter (where etat = 'recu') as recu, count(*) filter (where etat = 'observe') as observe, count(*) filter (where etat in ('brouillon', 'signe')) as prepare from legalite.acte`)
    expect(etats!.recu).toBeGreaterThan(30)
    expect(etats!.observe).toBeGreaterThan(0)
    expect(etats!.prepare).toBeGreaterThan(3)
  })

  it('ses tirages au sort se refont à partir de la graine gardée', async () => {
    const tires = await lire(sql<{ ar: string; graine: string; tirage: number }>`select ar_numero as ar, m->>'graine' as graine, (m->>'tirage')::float as tirage from legalite.acte, jsonb_array_elements(selection) m where m->>'code' = 'hasard'`)
    expect(tires.length).toBeGreaterThan(10)
    for (const t of tires) expect([t.ar, tirer(t.graine, t.ar)]).toEqual([t.ar, t.tirage])
    const { part } = lireContenu('strategie').hasard!
    const passes = await lire(sql<{ ar: string; graine: string; pris: boolean }>`select ar_numero as ar, graine, selection @> '[{"code": "hasard"}]' as pris from legalite.acte where graine is not null`)
    expect(passes.filter((t) => !t.pris).length).toBeGreaterThan(1000)
    for (const t of passes) expect([t.ar, tirer(t.graine, t.ar) < part]).toEqual([t.ar, t.pris])
  })

  it('a des circulaires : une remplacée, trois en vigueur, une en préparation, et de quoi lire', async () => {
    const circulaires = await lire(sql<{ etat: string; lus: number; adresses: number; numero: string | null }>`select etat, numero, (select count(*) from legalite.circulaire_destinataire d where d.circulaire_id = c.id) as adresses, (select count(lu_le) from legalite.circulaire_destinataire d where d.circulaire_id = c.id) as lus from legalite.circulaire c order by id`)
    expect(circulaires.map((c) => c.etat)).toEqual(['remplacee', 'publiee', 'publiee', 'publiee', 'projet'])
    expect(circulaires.slice(0, 3).map((c) => [c.adresses, c.lus > 50])).toEqual([[89, true], [89, true], [89, true]])
    expect(circulaires[3]!.adresses).toBe(19)
    expect(circulaires[3]!.lus).toBeLessThan(10)
    expect((await listALire(essai.maison.base.lire, ['1203'])).map((c) => c.numero)).toContain(circulaires[3]!.numero)
  })

  it('imprime les lettres signées des communes montrées, chacune datée du jour de sa signature', async () => {
    await essai.maison.base.ecrire((tx) => imprimerLettres(tx, essai.maison, { communes: ['0405'], voisines: [] }, 'systeme:demonstration'))
    const lettres = await lire(sql<{ commune: string; signee: boolean; pdf: boolean; dite: boolean }>`select distinct m.commune, m.signe_le is not null as signee, d.id is not null as pdf, coalesce(d.emis_le = m.signe_le and d.numero = m.numero, true) as dite from legalite.mesure m left join documents.document d on d.id = m.document_id`)
    expect(lettres.some((l) => l.pdf)).toBe(true)
    for (const l of lettres) expect(l).toEqual({ ...l, pdf: l.commune === '0405' && l.signee, dite: true })
  })

  it('est la même chaque fois pour le même jour', () => {
    const lieux = { commune: '1203', nom: 'Bohicon', arrondissements: ['Bohicon I', 'Lissèzoun'] }
    const cadre = { regles: lireContenu('regles', { demonstration: true }), strategie: lireContenu('strategie'), jour: '2026-11-20', maintenant }
    const fois = () => planifier(lieux, sessionsDe(hasardDe('sessions/1203'), cadre.jour), cadre, 20)
    expect(fois()).toEqual(fois())
    expect(fois().length).toBeGreaterThan(50)
  })

  it.each(['2026-11-20', '2026-11-22', '2026-11-23', '2026-05-01', '2026-05-02', '2027-01-03'])('le %s, rien n’est daté de demain ; personne ne signe un dimanche ni un jour férié', (jour) => {
    const cadre = { regles: lireContenu('regles', { demonstration: true }), strategie: lireContenu('strategie'), jour, maintenant: new Date(`${jour}T10:00:00Z`) }
    for (const a of planifier({ commune: '1203', nom: 'Bohicon', arrondissements: ['Bohicon I'] }, sessionsDe(hasardDe('sessions/1203'), jour), cadre, 40, true)) {
      const moments = [a.recuLe, a.examineLe, a.closLe, ...a.mesures.flatMap((m) => [m.le, m.reponse?.le])].filter((le) => le != null)
      for (const le of moments) expect(le <= cadre.maintenant, `${a.cle}, ${le.toISOString()}`).toBe(true)
      expect(a.dateActe <= jour, a.cle).toBe(true)
      for (const le of [a.dateActe, ...a.mesures.map((m) => jourLocal(m.le))]) expect(estOuvre(le, calendrierCourant()), `${a.cle}, ${le}`).toBe(true)
    }
  })

  it('ses papiers se lisent : le PDF fait à la main dit ce qu’il doit', async () => {
    const lu = await essai.maison.lecteur.lirePdf(pdfActe({ entete: ['République du Bénin'], titre: 'Délibération n° 2026-DEL-0001. Noms des voies', paragraphes: ['L’œuvre « Tɔ́ » est placée à Bohicon…'], fin: ['Le maire'] }))
    expect('textes' in lu && lu.textes[0]).toContain('Délibération n° 2026-DEL-0001')
    expect('textes' in lu && lu.textes[0]).toContain('L’œuvre')
  })
})
