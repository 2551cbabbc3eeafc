import { z } from 'zod'
import { Introuvable } from '../../../../lib/erreurs.ts'
import { comparerNoms, dateHeure, dateLongue, pluriel, taille } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { page } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { Bande, Bouton, Courriel, Deux, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Tableau, Texte } from '../../../../ui/index.ts'
import type { Vue } from '../../../../ui/index.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { direDestinataires, destinatairesDe, ETATS_CIRCULAIRE } from '../circulaire.ts'
import { findCirculaire, getCirculaire, listDestinataires } from '../circulaire.queries.ts'
import { lecteurCirculaires, mayLireCirculaire, parId, siegesDe, sujetCirculaire } from '../porte.ts'

type Donnees = Awaited<ReturnType<typeof charger>>

async function charger(lu: Lecture<{ id: string }>) {
  const { db, maison: { territoires } } = lu
  const lecteur = lecteurCirculaires(lu)
  const circulaire = await getCirculaire(db, lu.params.id, lecteur)
  const [destinataires, matieres, remplacee] = await Promise.all([listDestinataires(db, circulaire.id, lecteur), getCourant(db, 'matieres', jourLocal(lu.maintenant)), circulaire.remplace ? findCirculaire(db, circulaire.remplace) : undefined])
  const sieges = siegesDe(lu.acteur, territoires)
  const nommer = (code: string) => `${territoires.trouver(code)?.niveau === 'departement' ? 'Préfecture' : 'Commune'}\u00a0: ${territoires.trouver(code)?.nom ?? code}`
  return {
    circulaire, regle: lecteur.regle, pour: direDestinataires(circulaire, territoires), bureaux: destinatairesDe(circulaire, territoires).length, remplacee: remplacee?.publieLe ? remplacee : undefined,
    destinataires: destinataires.map((d) => ({ ...d, nom: nommer(d.territoire) })).toSorted((a, b) => Number(a.luLe !== null) - Number(b.luLe !== null) || comparerNoms(a.nom, b.nom)),
    aLire: destinataires.some((d) => d.luLe === null && sieges.includes(d.territoire)), sienne: destinataires.find((d) => d.luLe !== null && sieges.includes(d.territoire)), suit: destinataires.some((d) => !sieges.includes(d.territoire)),
    sujets: circulaire.matieres.map((m) => matieres.corps.matieres.find((x) => x.code === m)?.libelle ?? m).join(', '),
  }
}

/** One circular: what it says, to whom, who has read it. */
export const circulaire = page({
  path: '/legalite/circulaires/:id',
  may: mayLireCirculaire,
  titre: 'Circulaire',
  gabarit: 'agent',
  params: parId,
  sujet: sujetCirculaire,
  output: z.object({ circulaire: z.object({ id: z.string(), numero: z.string().nullable(), etat: z.string(), titre: z.string(), texte: z.string(), matieres: z.array(z.string()), publieLe: z.date().nullable() }), destinataires: z.array(z.object({ territoire: z.string(), luLe: z.date().nullable(), luParNom: z.string().nullable() })) }),
  load: charger,
  view: (d: Donnees, vue) => {
    const { circulaire: c } = d
    return (
      <Gabarit vue={vue} titre={c.numero ?? 'Circulaire'} genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }, { libelle: 'Circulaires', href: '/legalite/circulaires' }]}>
        <Bande titre={c.titre}>
          <Etiquette ton={ETATS_CIRCULAIRE[c.etat].ton}>{ETATS_CIRCULAIRE[c.etat].mot}</Etiquette>
          {c.numero ? <span class="code">{c.numero}</span> : null}
          <span class="discret">{d.pour}</span>
        </Bande>
        <ResumeErreurs vue={vue} />
        <Deux libelle="À faire" large aside={<Cote d={d} vue={vue} />}>
          <Courriel texte={c.texte} entete={c.publieLe ? `${c.publieParNom}, ${dateLongue(c.publieLe)}` : 'Pas encore publiée'} pied={c.fichier ? <a href={`/legalite/circulaires/${c.id}/circulaire.pdf`}>Circulaire signée (PDF, {taille(c.taille ?? 0)})</a> : undefined} />
        </Deux>
        {d.suit ? <Lectures d={d} vue={vue} /> : null}
      </Gabarit>
    )
  },
})

function Cote({ d, vue }: { d: Donnees; vue: Vue }) {
  const { circulaire: c } = d
  const ici = `/legalite/circulaires/${c.id}`
  return (
    <>
      {d.aLire ? (
        <Panneau titre="À lire" id="a-lire" ton="att">
          <Formulaire vue={vue} action={`${ici}/lue`} libelle="Lecture" classe="pile">
            <p>Le ministère voit quels bureaux ont lu.</p>
            <Bouton>Marquer comme lue</Bouton>
          </Formulaire>
        </Panneau>
      ) : null}
      {d.regle && c.etat === 'projet' ? (
        <Panneau titre="Publier" id="publier" ton="fort">
          <p>{d.bureaux > 1 ? `${d.bureaux} bureaux seront prévenus` : '1 bureau sera prévenu'}. Une circulaire publiée ne change plus.</p>
          <Formulaire vue={vue} action={`${ici}/publier`} libelle="Publier">
            <Bouton>Publier la circulaire</Bouton>
          </Formulaire>
          <p>
            <a href={`${ici}/modifier`}>Corriger</a>
          </p>
          <Formulaire vue={vue} action={`${ici}/abandonner`} libelle="Abandonner">
            <Bouton ton="second">Abandonner ce projet</Bouton>
          </Formulaire>
        </Panneau>
      ) : null}
      <Panneau titre="En bref" id="bref">
        <Recap
          serre
          lignes={[
            { titre: 'Adressée à', valeur: d.pour },
            { titre: 'Matières', valeur: d.sujets || 'Toutes' },
            ...(c.publieLe ? [{ titre: 'Publiée', valeur: dateHeure(c.publieLe) }] : []),
            ...(d.remplacee ? [{ titre: 'Remplace', valeur: <a href={`/legalite/circulaires/${d.remplacee.id}`}>{d.remplacee.numero}</a> }] : []),
            ...(c.finiLe && c.publieLe ? [{ titre: c.etat === 'retiree' ? 'Retirée' : 'Remplacée', valeur: dateHeure(c.finiLe), note: c.motif }] : []),
            ...(d.sienne ? [{ titre: 'Lue', valeur: dateHeure(d.sienne.luLe!), note: d.sienne.luParNom ?? '' }] : []),
          ]}
        />
      </Panneau>
      {d.regle && c.etat === 'publiee' ? (
        <details>
          <summary>Retirer cette circulaire</summary>
          <Formulaire vue={vue} action={`${ici}/retirer`} libelle="Retirer">
            <Texte vue={vue} nom="motif" libelle="Pourquoi" max={300} />
            <Bouton ton="second">Retirer la circulaire</Bouton>
          </Formulaire>
        </details>
      ) : null}
    </>
  )
}

function Lectures({ d, vue }: { d: Donnees; vue: Vue }) {
  const lus = d.destinataires.filter((x) => x.luLe !== null).length
  return (
    <Panneau titre={`Lue par ${pluriel(lus, 'bureau', 'bureaux')} sur ${d.destinataires.length}`} id="lectures">
      <Tableau
        vue={vue}
        legende="Bureaux adressés, ceux qui n’ont pas lu d’abord"
        dense
        fiche
        lignes={d.destinataires}
        cle={(x) => x.territoire}
        colonnes={[
          { titre: 'Bureau', entete: true, cellule: (x) => x.nom },
          { titre: 'Lue', place: 'etat', cellule: (x) => (x.luLe ? dateHeure(x.luLe) : <Etiquette ton="pause">Pas encore</Etiquette>) },
          { titre: 'Par', cellule: (x) => x.luParNom ?? '' },
        ]}
        vide={null}
      />
    </Panneau>
  )
}

/** The signed paper of a circular. */
export const papierCirculaire = page({
  path: '/legalite/circulaires/:id/circulaire.pdf',
  may: mayLireCirculaire,
  titre: 'Circulaire signée',
  params: parId,
  sujet: sujetCirculaire,
  load: async (lu) => {
    const c = await getCirculaire(lu.db, lu.params.id, lecteurCirculaires(lu))
    if (!c.sha256) throw new Introuvable('Cette circulaire n’a pas de fichier')
    return { nom: `${c.numero ?? 'projet'}.pdf`, sha256: c.sha256, taille: c.taille ?? 0 }
  },
  corps: ({ nom, sha256, taille: octets }, { maison }) => ({ type: 'application/pdf', nom, corps: maison.depot.flux(sha256), entetes: { 'content-length': String(octets) } }),
})
