import { z } from 'zod'
import { versDossiers } from '../ariane.ts'
import { Introuvable } from '../../../lib/erreurs.ts'
import { accord, dateHeure, dateSimple, nombre, pluriel, taille } from '../../../lib/francais.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findReference, listReferences } from '../../../kernel/fichiers/index.ts'
import { resumer } from '../../../kernel/formulaires/index.ts'
import { clesPostes, posteQui } from '../../../kernel/identite/cles-poste.ts'
import { agent, page, participant } from '../../../kernel/module.ts'
import type { Sujet } from '../../../kernel/module.ts'
import { AConfirmer, Actions, Avis, Bande, Bouton, Cases, Choix, Deux, Etiquette, FichierChamp, Filtre, Filtres, Formulaire, Gabarit, Panneau, Phrase, Recap, ResumeErreurs, Texte, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { getDemarche } from '../definition.queries.ts'
import { enCours } from '../dossier.ts'
import { findAppartenance, getDossier } from '../dossier.queries.ts'
import { jourDe } from '../horloge.ts'
import { corpsPapier } from '../pages/documents.tsx'
import { titrerPapiers } from '../papiers.ts'
import { leBureau, mayInstruire, parId, sujetDossier } from '../porte.ts'
import { chercherBureaux, champSousDemande, echeanceSousDemande, ETATS_SOUS_DEMANDE, estChampSousDemande, joursAuPlus } from './sous-demande.ts'
import type { SousDemande } from './sous-demande.ts'
import { findSousDemande, listPourPostes, mesurerSousDemandes } from './sous-demande.queries.ts'
import { TableSousDemandes } from './panneaux.tsx'

/** Where an agent asks another office: the office first, then the question and what is given with it. */
export const demanderBureau = page({
  path: '/dossiers/:id/demander-bureau',
  may: mayInstruire,
  titre: 'Demander à un autre bureau',
  gabarit: 'agent',
  params: parId,
  query: z.object({ cherche: z.string().max(100).optional() }),
  sujet: sujetDossier,
  load: async ({ db, params, query, maison, maintenant, acteur }) => {
    const dossier = await getDossier(db, params.id)
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    const regle = demarche.sousDemandes
    if (!regle) throw new Introuvable('Cette démarche ne prévoit pas de demande à un autre bureau')
    const reponses = resumer(demarche.formulaire, dossier.reponses, maison.territoires)
    return {
      dossier, titre: demarche.titre, regle, cherche: query.cherche ?? '',
      attendu: dossier.etat === 'depose' && posteQui(acteur, dossier.attend, maison.territoires) !== undefined,
      bureaux: query.cherche ? chercherBureaux(maison.territoires, query.cherche) : [],
      lignes: reponses.flatMap((e) => e.lignes.filter((l) => !l.fichiers?.length).map((l) => ({ valeur: l.champ, libelle: l.libelle, aide: l.texte }))),
      papiers: titrerPapiers((await listReferences(db, `dossier:${dossier.id}`)).filter((r) => !estChampSousDemande(r.champ)), reponses),
      echeance: echeanceSousDemande(regle, undefined, maintenant),
    }
  },
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Demander à un autre bureau" genre="agent" ariane={versDossiers(vue, { libelle: d.dossier.numero ?? 'Dossier', href: `/dossiers/${d.dossier.id}` })} etroit>
      <h1>Demander à un autre bureau</h1>
      <p class="chapeau">
        <Phrase>{`${d.titre}, ${d.dossier.numero ?? ''}. Ce bureau ne lira que votre question et ce que vous lui donnez ici`}</Phrase>
      </p>
      <ResumeErreurs vue={vue} />
      {d.attendu ? (
        <>
          <Filtres vue={vue} libelle="Chercher un bureau">
            <Filtre vue={vue} nom="cherche" libelle="Commune, arrondissement, préfecture ou direction" type="search" />
          </Filtres>
          {d.cherche && d.bureaux.length === 0 ? <p>Aucun bureau ne répond à ce nom. Écrivez le nom de la commune, par exemple « Parakou ».</p> : null}
          {d.bureaux.length > 0 ? <Demande d={d} vue={vue} /> : null}
        </>
      ) : (
        <p>Une demande à un autre bureau part pendant la vérification du dossier, par qui le vérifie.</p>
      )}
    </Gabarit>
  ),
})

type DonneesDemande = { dossier: { id: string }; regle: { jours: number; joursAuPlus?: number | undefined; suspend?: boolean | undefined; source: string; verifie: boolean }; cherche: string; bureaux: ReturnType<typeof chercherBureaux>; lignes: { valeur: string; libelle: string; aide: string }[]; papiers: { id: string; titre: string; nom: string }[]; echeance: string }

function Demande({ d, vue }: { d: DonneesDemande; vue: Vue }) {
  const max = joursAuPlus(d.regle)
  return (
    <Formulaire vue={vue} action={`/dossiers/${d.dossier.id}/demander-bureau?cherche=${encodeURIComponent(d.cherche)}`} garde>
      <Choix vue={vue} nom="bureau" libelle="À quel bureau ?" valeur={d.bureaux.length === 1 ? `${d.bureaux[0]!.territoire}|${d.bureaux[0]!.id}` : undefined} options={d.bureaux.map((b) => ({ valeur: `${b.territoire}|${b.id}`, libelle: b.nom, aide: b.chemin }))} />
      <ZoneTexte vue={vue} nom="objet" libelle="Que demandez-vous ?" aide="Par exemple : l’extrait de l’acte de naissance n° 214 de 1988" lignes={3} max={1000} />
      {d.lignes.length > 0 ? (
        <details>
          <summary>Donner des réponses du demandeur</summary>
          <Cases vue={vue} nom="reponses" libelle="Réponses à donner" aide="Seulement ce qui sert à répondre" options={d.lignes} />
        </details>
      ) : null}
      {d.papiers.length > 0 ? <Cases vue={vue} nom="papiers" libelle="Papiers à donner" aide="Aucun, si la question suffit" options={d.papiers.map((p) => ({ valeur: p.id, libelle: p.titre, aide: p.nom }))} /> : null}
      {max > d.regle.jours || d.regle.joursAuPlus !== undefined ? <Texte vue={vue} nom="jours" libelle="Réponse attendue dans combien de jours ouvrés ?" aide={`${max} au plus. Sans réponse de vous : ${d.regle.jours}, donc le ${dateSimple(midi(d.echeance))}`} facultatif largeur={4} inputmode="numeric" /> : null}
      <p class="champ petit">
        {d.regle.source} {d.regle.verifie ? null : <AConfirmer />}{' '}
        {d.regle.suspend ? (d.regle.verifie ? 'Le délai du dossier se met en pause jusqu’à la réponse.' : 'Cette règle n’est pas confirmée : le délai du dossier continue de courir.') : 'Le délai du dossier continue de courir.'}
      </p>
      <Actions>
        <Bouton>Envoyer la demande</Bouton>
        <a href={`/dossiers/${d.dossier.id}`}>Ne rien demander</a>
      </Actions>
    </Formulaire>
  )
}

/** Whose question it is: the posts of the office asked, nobody else. The holder of the permission in its territory is not enough. Called off, it is nobody's; the archives close it too, as to the file's own office. */
export async function sujetSousDemande({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const s = await findSousDemande(db, params.id)
  const d = s && (await findAppartenance(db, s.dossierId))
  return s && s.etat !== 'annulee' && d && !d.archiveLe && !d.effaceLe ? { territoire: s.territoire, participants: s.cles } : undefined
}

export const parSousDemande = z.object({ id: z.uuid(), sousDemande: z.uuid() })
const parFichier = z.object({ id: z.uuid(), fichier: z.uuid() })

async function charger(db: Db, id: string) {
  const s = await findSousDemande(db, id)
  if (!s) throw new Introuvable()
  const dossier = await getDossier(db, s.dossierId)
  const references = await listReferences(db, `dossier:${s.dossierId}`)
  return {
    s, ouverte: s.etat === 'attendue' && enCours(dossier), numero: dossier.numero ?? '', deBureau: dossier.bureau, titre: (await getDemarche(db, dossier.demarche, dossier.version)).titre,
    papiers: references.filter((r) => s.papiers.includes(r.id)), joints: references.filter((r) => r.champ === champSousDemande(s.id)),
  }
}
type Donnees = Awaited<ReturnType<typeof charger>>

/** What the other office reads: the question, its last day, what was given; and its answer. */
export const sousDemande = page({
  path: '/sous-demandes/:id',
  may: participant,
  titre: 'Demande d’un autre bureau',
  gabarit: 'agent',
  params: parId,
  sujet: sujetSousDemande,
  consulte: ({ s }: Donnees) => `dossier:${s.dossierId}`,
  load: ({ db, params }) => charger(db, params.id),
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre={`Demande pour ${d.numero}`} genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }, { libelle: 'Demandes entre bureaux', href: '/sous-demandes' }]}>
      <Bande titre={`${leBureau(d.deBureau)} vous demande`}>
        <p class="rang">
          <Etiquette ton={ETATS_SOUS_DEMANDE[d.s.etat].ton}>{ETATS_SOUS_DEMANDE[d.s.etat].mots}</Etiquette>
          <span class="code">{d.numero}</span>
          <span class="discret">{d.titre}</span>
        </p>
      </Bande>
      <ResumeErreurs vue={vue} />
      <Deux libelle="Répondre" aside={<Reponse d={d} vue={vue} />}>
        <Panneau titre="La question" id="question">
          <blockquote>« {d.s.objet} »</blockquote>
          <p>
            Demandé par {d.s.demandeeParNom}, le {dateHeure(d.s.demandeeLe)}. Réponse attendue le <b>{dateSimple(midi(d.s.echeance))}</b>
            {d.s.arrete ? ' ; le dossier attend votre réponse' : ''}.
          </p>
        </Panneau>
        {d.s.partage.length > 0 ? (
          <Panneau titre="Ce qu’on vous donne" id="partage">
            <Recap serre lignes={d.s.partage.map((l) => ({ titre: l.libelle, valeur: l.texte }))} />
          </Panneau>
        ) : null}
        {d.papiers.length > 0 ? (
          <Panneau titre="Papiers donnés" id="papiers">
            <Fichiers s={d.s} papiers={d.papiers} />
          </Panneau>
        ) : null}
      </Deux>
    </Gabarit>
  ),
})

const Fichiers = ({ s, papiers }: { s: SousDemande; papiers: readonly { id: string; nom: string; taille: number }[] }) => (
  <ul class="simple">
    {papiers.map((p) => (
      <li key={p.id}>
        <a href={`/sous-demandes/${s.id}/fichiers/${p.id}`}>{p.nom}</a>, {taille(p.taille)}
      </li>
    ))}
  </ul>
)

function Reponse({ d, vue }: { d: Donnees; vue: Vue }) {
  const { s } = d
  if (s.etat !== 'attendue')
    return (
      <Panneau titre={s.etat === 'repondue' ? 'Votre réponse' : 'Vous avez refusé'} id="reponse">
        {s.reponse ? <blockquote>« {s.reponse} »</blockquote> : null}
        <Fichiers s={s} papiers={d.joints} />
        <p class="discret">
          {s.fermeeParNom}, le {dateHeure(s.fermeeLe!)}
          {s.aTemps ? '' : ', après la date'}
        </p>
      </Panneau>
    )
  if (!d.ouverte) return <Avis ton="info" titre="Le dossier est clos"><p>Votre réponse ne servirait plus.</p></Avis>
  return (
    <Panneau titre="Répondre" id="reponse" ton="fort">
      <Formulaire vue={vue} action={`/sous-demandes/${s.id}`} multipart garde>
        <Choix vue={vue} nom="issue" libelle="Que répondez-vous ?" options={[{ valeur: 'repondue', libelle: 'Je réponds' }, { valeur: 'refusee', libelle: 'Je ne peux pas répondre', aide: 'Dites pourquoi' }]} />
        <ZoneTexte vue={vue} nom="reponse" libelle="Réponse" si="ou joignez un papier" lignes={5} max={3000} />
        <FichierChamp vue={vue} nom="papiers" libelle="Joindre des papiers" aide="Photo ou PDF, 20 Mo au plus. Cinq fichiers au plus." multiple max={5} facultatif />
        <Actions>
          <Bouton>Envoyer la réponse</Bouton>
        </Actions>
      </Formulaire>
    </Panneau>
  )
}

/** A paper that was given to the other office, or that it gave: nothing else of the file. */
export const fichierSousDemande = page({
  path: '/sous-demandes/:id/fichiers/:fichier',
  may: participant,
  titre: 'Papier d’une demande entre bureaux',
  params: parFichier,
  sujet: sujetSousDemande,
  load: async ({ db, params }) => {
    const s = await findSousDemande(db, params.id)
    const reference = await findReference(db, params.fichier)
    if (!s || reference?.objet !== `dossier:${s.dossierId}` || !(s.papiers.includes(reference.id) || reference.champ === champSousDemande(s.id))) throw new Introuvable('Ce papier ne vous est pas donné')
    return reference
  },
  consulte: (reference) => reference.objet,
  corps: (reference, { maison }) => corpsPapier(reference, maison),
})

const AU_PLUS = 50
const ANNEE = 365 * 86_400_000

/** What other offices ask of one's own: what waits, what was answered, and how late. */
export const sousDemandes = page({
  path: '/sous-demandes',
  may: agent,
  titre: 'Demandes entre bureaux',
  gabarit: 'agent',
  load: async ({ db, acteur, maison, maintenant }) => {
    const cles = clesPostes(acteur, maison.territoires)
    return {
      attendues: await listPourPostes(db, cles, true, AU_PLUS),
      finies: await listPourPostes(db, cles, false, AU_PLUS),
      mesure: await mesurerSousDemandes(db, cles, new Date(maintenant.getTime() - ANNEE), jourDe(maintenant)),
      jour: jourDe(maintenant),
    }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Demandes entre bureaux" genre="agent" ariane={[{ libelle: 'Ma journée', href: '/journee' }]}>
      <h1>Demandes entre bureaux</h1>
      <p class="discret">
        Depuis un an : {pluriel(d.mesure.recues, 'demande reçue', 'demandes reçues')}, {pluriel(d.mesure.repondues, 'réponse')} dont {d.mesure.aTemps} dans les temps, {d.mesure.tard} en retard
        {d.mesure.mediane === null ? '' : `, ${nombre(d.mesure.mediane, 1)} ${accord(d.mesure.mediane, 'jour calendaire', 'jours calendaires')} en médiane`}.
      </p>
      <TableSousDemandes vue={vue} legende="À répondre, de la plus urgente à la moins urgente" lignes={d.attendues} jour={d.jour} vide="Aucun bureau ne vous demande rien." />
      <TableSousDemandes vue={vue} legende="Répondues, de la plus récente à la plus ancienne" lignes={d.finies} jour={d.jour} vide="Aucune réponse donnée pour l’instant." />
    </Gabarit>
  ),
})
