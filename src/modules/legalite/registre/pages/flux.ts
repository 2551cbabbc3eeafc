import { Feed } from 'feed'
import { z } from 'zod'
import { Introuvable } from '../../../../lib/erreurs.ts'
import { majuscule } from '../../../../lib/francais.ts'
import { jourLocal, midi } from '../../../../kernel/calendrier/jour.ts'
import { ouvert, page } from '../../../../kernel/module.ts'
import { enVigueur } from '../../acte/contexte.ts'
import { direJour } from '../../acte/mots.ts'
import { listFlux } from '../recherche.queries.ts'
import { montrer } from '../sortie.ts'
import { flux as lienFlux } from './recherche.tsx'

const AU_PLUS = 40
/** XML 1.0 has no place for these signs; an act may hold any. */
const ecrivable = (texte: string) => texte.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ').toWellFormed()

/** The latest published acts, of one commune or of all (RSS 2.0). */
export const flux = page({
  path: '/actes/flux.xml',
  may: ouvert,
  titre: 'Flux des actes publiés',
  limite: 60,
  query: z.object({ commune: z.string().max(4).optional() }),
  load: async ({ db, query, maison, maintenant }) => {
    const commune = query.commune ? maison.territoires.trouver(query.commune) : undefined
    if (query.commune && commune?.niveau !== 'commune') throw new Introuvable('Aucune commune n’a ce code')
    const jour = jourLocal(maintenant)
    const v = await enVigueur(db, maison, undefined, jour)
    return { commune, actes: (await listFlux(db, commune?.code, AU_PLUS)).map((l) => montrer(l, { territoires: maison.territoires, natures: v.natures, matieres: v.matieres, jour })), adresse: maison.reglages.adresse }
  },
  corps: ({ commune, actes, adresse }, { maintenant }) => {
    const { titre, href } = lienFlux(commune?.code, commune?.nom)
    const fil = new Feed({ id: `${adresse}${href}`, title: titre, description: 'Délibérations, arrêtés et contrats publiés par les communes du Bénin.', link: `${adresse}/actes${commune ? `?commune=${commune.code}` : ''}`, feedLinks: { rss: `${adresse}${href}` }, language: 'fr', ttl: 60, generator: false, updated: actes[0]?.publieeLe ?? midi(jourLocal(maintenant)) })
    for (const a of actes) fil.addItem({ title: ecrivable(majuscule(a.objet)), id: `${adresse}/actes/${a.id}`, link: `${adresse}/actes/${a.id}`, date: a.publieeLe, published: a.publieeLe, description: ecrivable(`${a.natureNom} ${a.numero}, ${a.communeNom}, ${direJour(a.dateActe)}. ${a.etat.mot}.`), category: [{ name: a.communeNom }, { name: a.natureNom }] })
    return { type: 'application/rss+xml; charset=utf-8', corps: fil.rss2() }
  },
})
