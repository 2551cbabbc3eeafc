import { z } from 'zod'
import { Introuvable } from '../../../../lib/erreurs.ts'
import { dateSimple, majuscule, taille } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import type { Db } from '../../../../kernel/db/index.ts'
import { ouvert, page } from '../../../../kernel/module.ts'
import { AConfirmer, Actions, Bande, Bouton, Etiquette, Gabarit, Panneau, Recap, Vide } from '../../../../ui/index.ts'
import type { LigneRecap } from '../../../../ui/index.ts'
import { enVigueur } from '../../acte/contexte.ts'
import { MOTS_LIEN } from '../../acte/lien.ts'
import { direJour } from '../../acte/mots.ts'
import { parId } from '../../acte/porte.ts'
import { MESURES, SENS_JUGEMENT } from '../../mesure/mesure.ts'
import { existeRetiree, findPublic, listLiensPublics, listSuitesPubliques } from '../recherche.queries.ts'
import type { ActePublic, LienPublic, SuitePublique } from '../recherche.queries.ts'
import { montrer, sortieActePublic } from '../sortie.ts'
import { couperTexte, Masques, TextePublic } from '../texte-public.tsx'
import { flux } from './recherche.tsx'

/** An act of the register. Throws `Introuvable`, which says so when it was there once. */
export async function getPublic(db: Db, id: string): Promise<ActePublic> {
  const lu = await findPublic(db, id)
  if (lu) return lu
  throw new Introuvable((await existeRetiree(db, id)) ? 'Cet acte n’est plus au registre public. Demandez-le à la mairie' : 'Cet acte n’est pas au registre public')
}

const direSuite = (s: SuitePublique): LigneRecap => ({
  titre: MESURES[s.genre].titre,
  valeur: `${s.numero}, ${dateSimple(s.signeLe)}`,
  note: s.jugementSens ? `${SENS_JUGEMENT[s.jugementSens]}, ${[s.juridiction, s.jugementNumero ? `n° ${s.jugementNumero}` : '', direJour(s.jugementLe)].filter(Boolean).join(', ')}` : s.genre === 'defere' ? 'le juge n’a pas encore répondu' : '',
})
const direLien = (l: LienPublic): LigneRecap => ({ titre: l.sens === 'vers' ? MOTS_LIEN[l.genre].vers : MOTS_LIEN[l.genre].depuis, valeur: <a class="code" href={`/actes/${l.acteId}`}>{l.numero}</a>, note: <Masques texte={l.objet} /> })

/** One act, as it was published: its words, its file, what it is worth today and why. */
export const acte = page({
  path: '/actes/:id',
  may: ouvert,
  titre: 'Acte d’une commune',
  params: parId,
  limite: 240,
  query: z.object({ partie: z.coerce.number().int().min(1).max(500).optional() }),
  api: true,
  output: sortieActePublic,
  load: async ({ db, params, query, maison, maintenant }) => {
    const p = await getPublic(db, params.id)
    const jour = jourLocal(maintenant)
    const [v, liens, suites] = await Promise.all([enVigueur(db, maison, p.commune, jour), listLiensPublics(db, params.id), listSuitesPubliques(db, params.id)])
    const parties = couperTexte(p.texte)
    const partie = Math.min(query.partie ?? 1, parties.length)
    return { acte: { ...montrer(p, { territoires: maison.territoires, natures: v.natures, matieres: v.matieres, jour }), mode: p.mode, texte: p.texte, sha256: p.sha256 }, regle: v.regles.executoire, liens, suites, parties: parties.length, partie, pages: parties[partie - 1] ?? [] }
  },
  view: (d, vue) => {
    const { acte: a } = d
    return (
      <Gabarit vue={vue} titre={`${a.natureNom} ${a.numero}, ${a.communeNom}`} description={`${majuscule(a.objet)}. Acte de la commune de ${a.communeNom}.`.slice(0, 300)} etroit ariane={[{ libelle: 'Actes des communes', href: '/actes' }, { libelle: a.communeNom, href: `/actes?commune=${a.commune}` }]} flux={flux(a.commune, a.communeNom)}>
        <Bande titre={<Masques texte={majuscule(a.objet)} />}>
          <Etiquette ton={a.etat.ton}>{a.etat.mot}</Etiquette>
          <span class="code">{a.numero}</span>
        </Bande>
        <Recap
          lignes={[
            { titre: 'État', valeur: a.etat.mot, note: a.etat.raison, ...(d.regle.verifie ? {} : { fin: <AConfirmer /> }) },
            { titre: 'Nature', valeur: a.natureNom },
            ...(a.matiereNom ? [{ titre: 'Matière', valeur: a.matiereNom }] : []),
            { titre: 'Commune', valeur: <a href={`/territoires/${a.commune}`}>{a.communeNom}</a>, note: a.departementNom },
            { titre: 'Date de l’acte', valeur: direJour(a.dateActe) },
            { titre: 'Publié ici', valeur: dateSimple(a.publieeLe), note: a.mode === 'original' ? '' : 'des passages sont masqués pour protéger des personnes ; l’original est à la mairie' },
            ...d.suites.map(direSuite),
            ...d.liens.map(direLien),
          ]}
        />
        <Actions>
          <Bouton href={`/actes/${a.id}/pdf`} ton="second" telecharger>{`Ouvrir le PDF (${taille(a.taille)})`}</Bouton>
          <a href={`/actes/${a.id}/signaler`}>Signaler cet acte au préfet</a>
        </Actions>
        <Panneau titre="Texte" id="texte">
          {a.texte.trim() === '' ? <Vide titre="Texte en image">Ouvrez le PDF pour lire cet acte.</Vide> : <TextePublic pages={d.pages} />}
        </Panneau>
        {d.parties > 1 ? (
          <nav aria-label="Parties du texte">
            <ul class="pages">
              {d.partie > 1 ? <li><a rel="prev" href={`/actes/${a.id}?partie=${d.partie - 1}#texte`}>Partie précédente</a></li> : null}
              {d.partie < d.parties ? <li><a rel="next" href={`/actes/${a.id}?partie=${d.partie + 1}#texte`}>{`Suite du texte (${d.partie + 1} sur ${d.parties})`}</a></li> : null}
            </ul>
          </nav>
        ) : null}
      </Gabarit>
    )
  },
})

/** Its public file. The original is given only when it was published as it is. */
export const fichier = page({
  path: '/actes/:id/pdf',
  may: ouvert,
  titre: 'Fichier d’un acte publié',
  params: parId,
  limite: 60,
  load: ({ db, params }) => getPublic(db, params.id),
  corps: (p, { maison }) => ({ type: 'application/pdf', nom: `${p.numero.replaceAll('/', '-')}.pdf`, corps: maison.depot.flux(p.sha256), entetes: { 'content-length': String(p.taille) } }),
})
