import { z } from 'zod'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { page, permission } from '../../../../kernel/module.ts'
import { Etiquette, Filtre, Filtres, Gabarit, Vide } from '../../../../ui/index.ts'
import { lireExtrait } from '../../extrait.ts'
import { Onglets, ongletsDe } from '../../onglets.tsx'
import { direEtat, direNumero, tonEtat } from '../acte.ts'
import { direJour } from '../mots.ts'
import { listTrouves } from '../recherche.queries.ts'
import type { ActeTrouve } from '../recherche.queries.ts'

const AU_PLUS = 30
/** Years searched one after the other, from this one back, until enough is found. */
const ANNEES = 12

/** Searches the words of received acts, papers included, the latest years first. */
export const recherche = page({
  path: '/legalite/recherche',
  may: permission('legalite.lire'),
  titre: 'Chercher dans les actes',
  gabarit: 'agent',
  query: z.object({ q: z.string().max(200).optional(), annee: z.string().regex(/^(\d{4})?$/).optional() }),
  api: true,
  output: z.object({ actes: z.array(z.object({ id: z.string(), commune: z.string(), communeNom: z.string(), numero: z.string().nullable(), objet: z.string(), dateActe: z.string().nullable(), etat: z.string() })), depuis: z.number() }),
  load: async (lu) => {
    const ici = Number(jourLocal(lu.maintenant).slice(0, 4))
    const q = (lu.query.q ?? '').trim()
    const annees = lu.query.annee ? [Number(lu.query.annee)] : Array.from({ length: ANNEES }, (_, n) => ici - n)
    const actes: ActeTrouve[] = []
    let depuis = ici
    for (const annee of q === '' ? [] : annees) {
      depuis = annee
      actes.push(...(await listTrouves(lu.db, lu.portee, q, annee, AU_PLUS - actes.length)))
      if (actes.length >= AU_PLUS) break
    }
    return { q, depuis, actes: actes.map((a) => ({ ...a, communeNom: lu.maison.territoires.trouver(a.commune)?.nom ?? a.commune })), annees: Array.from({ length: ANNEES }, (_, n) => String(ici - n)), onglets: ongletsDe(lu) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Chercher dans les actes" genre="agent" ariane={[{ libelle: 'Actes', href: '/legalite/actes' }]}>
      <h1>Chercher dans les actes</h1>
      <Onglets ici="/legalite/recherche" onglets={d.onglets} />
      <Filtres vue={vue} libelle="Chercher dans le texte des actes" bouton="Chercher">
        <Filtre vue={vue} nom="q" libelle="Mots du texte, ou « une phrase »" type="search" />
        <Filtre vue={vue} nom="annee" libelle="Année de l’acte" tous="Toutes, la plus récente d’abord" options={d.annees.map((a) => ({ valeur: a, libelle: a }))} />
      </Filtres>
      {d.q === '' ? <p class="discret">Écrivez quelques mots : ils sont cherchés dans l’objet, dans l’acte et dans ses annexes.</p> : null}
      {d.q !== '' && d.actes.length === 0 ? <Vide titre="Aucun acte n’a ces mots">Essayez un mot de moins, ou un autre. Un acte numérisé sans texte ne se trouve que par son objet.</Vide> : null}
      {d.actes.length > 0 ? (
        <ol class="rangees">
          {d.actes.map((a) => (
            <li key={a.id}>
              <div>
                <a href={`/legalite/actes/${a.id}`}>
                  <b>{a.objet}</b>
                </a>
                <span class="sous-l petit discret">
                  <span class="code">{direNumero(a)}</span>, {a.communeNom}, {direJour(a.dateActe)}
                </span>
                <p class="petit">{lireExtrait(a.extrait).map((m, n) => (m.trouve ? <mark key={n}>{m.texte}</mark> : m.texte))}</p>
              </div>
              <Etiquette ton={tonEtat(a)}>{direEtat(a)}</Etiquette>
            </li>
          ))}
        </ol>
      ) : null}
      {d.actes.length >= AU_PLUS ? <p class="petit discret">Les {AU_PLUS} premiers, jusqu’à {d.depuis}. Ajoutez un mot, ou choisissez une année.</p> : null}
    </Gabarit>
  ),
})
