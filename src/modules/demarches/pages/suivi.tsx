import { dateHeure, dateLongue, taille, telephone } from '../../../lib/francais.ts'
import { versTemps } from '../../../kernel/calendrier/index.ts'
import { listConsultations } from '../../../kernel/identite/consultation.queries.ts'
import { listReferences } from '../../../kernel/fichiers/index.ts'
import { findDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { resumer } from '../../../kernel/formulaires/index.ts'
import { page, rubriquesDe, titulaire } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { AConfirmer, BoutonSeul, Deux, Etiquette, Fil, Gabarit, Horloge, Panneau, ResumeErreurs } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { lieuxDe, listPaiements, Paiements } from '../../paiements/index.ts'
import { momentsCitoyen } from '../chronologie.tsx'
import { listAccords } from '../accord.queries.ts'
import { findEnVigueur, getDemarche } from '../definition.queries.ts'
import { compterNonLus } from '../echange/echange.queries.ts'
import { MessageAttend } from '../echange/panneaux.tsx'
import { estChampMessage } from '../echange/echange.ts'
import { getDossier } from '../dossier.queries.ts'
import { enCours, ETATS, mayPasser, mayRetirer } from '../dossier.ts'
import { sortieDossier } from '../sortie.ts'
import { listEvenements } from '../evenement.queries.ts'
import { horlogeDe } from '../horloge.ts'
import { duBureau, titrerPapiers } from '../papiers.ts'
import { parId, sujetDossier } from '../porte.ts'
import { estMandant } from '../mandataire/mandat.ts'
import { findMandat } from '../mandataire/mandat.queries.ts'
import { MandatTenu } from '../mandataire/panneaux.tsx'
import { objetLettres } from '../lettre/lettre.ts'
import { ListeLettres } from '../lettre/pages.tsx'
import { findSatisfaction } from '../satisfaction.queries.ts'
import { codeSuivi } from '../suivi.ts'
import { direConservation } from '../conservation/regles.ts'
import { BandeauEssai } from '../essai/bandeau.tsx'
import { AFaire } from './a-faire.tsx'
import { FermerIci } from './fermer-ici.tsx'
import { ReponsesLues } from './reponses.tsx'
import { MonAvis } from './satisfaction.tsx'

export type Donnees = Awaited<ReturnType<typeof charger>>

async function charger(lu: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'acteur' | 'porteePour'> & { params: { id: string } }) {
  const dossier = await getDossier(lu.db, lu.params.id)
  const demarche = await getDemarche(lu.db, dossier.demarche, dossier.version)
  const objet = `dossier:${dossier.id}`
  const reponses = resumer(demarche.formulaire, dossier.reponses, lu.maison.territoires)
  const paiements = await listPaiements(lu.db, objet)
  const du = paiements.find((p) => p.etat === 'du')
  return {
    dossier,
    demarche,
    horloge: dossier.deposeLe ? horlogeDe(dossier.horloge, demarche.delai, dossier.decideLe ?? lu.maintenant) : undefined,
    evenements: await listEvenements(lu.db, dossier.id, false),
    reponses,
    accords: await listAccords(lu.db, dossier.id),
    papiers: titrerPapiers((await listReferences(lu.db, objet)).filter((r) => !estChampMessage(r.champ) && !duBureau(r.champ)), reponses),
    mandat: await findMandat(lu.db, dossier.id),
    mandant: estMandant(lu.acteur, dossier),
    lettres: await listDocuments(lu.db, objetLettres(dossier.id)),
    nonLus: (await compterNonLus(lu.db, [dossier.id], 'bureau')).get(dossier.id) ?? 0,
    document: dossier.documentId ? await findDocument(lu.db, dossier.documentId) : undefined,
    consultations: await listConsultations(lu.db, objet),
    avis: await findSatisfaction(lu.db, dossier.id),
    /** The rule of today, not that of the day of filing. */
    garde: (await findEnVigueur(lu.db, dossier.demarche))?.conservation,
    paiements,
    aPayer: du && { ...du, lieux: lieuxDe(du.moyens, lu.maison) },
    code: codeSuivi(lu.maison.cle('suivi'), dossier),
    visiteur: lu.acteur.genre === 'visiteur',
    rubriques: await rubriquesDe(lu, objet, 'titulaire'),
  }
}

/** A citizen's file: what he must do first, then the clock, then the story. */
export const suivi = page({
  path: '/suivi/:id',
  may: titulaire,
  titre: 'Mon dossier',
  params: parId,
  sujet: sujetDossier,
  api: true,
  output: sortieDossier,
  load: charger,
  view: (d: Donnees, vue) => (
    <Gabarit vue={vue} titre={`${d.dossier.numero ?? 'Brouillon'}, ${d.demarche.titre}`} genre={d.dossier.interne ? 'agent' : 'public'} ariane={[d.dossier.interne ? { libelle: 'Mes demandes', href: '/demandes' } : { libelle: 'Suivre', href: '/suivre' }]}>
      <BandeauEssai dossier={d.dossier} />
      <Tete d={d} vue={vue} />
      <ResumeErreurs vue={vue} />
      <Deux libelle="Mon dossier" aside={<Cote d={d} vue={vue} />}>
        <div class="pile">
          <MessageAttend vue={vue} dossierId={d.dossier.id} nombre={d.nonLus} />
          <AFaire d={d} vue={vue} />
          <Delai d={d} />
          {d.paiements.some((p) => p.etat !== 'du') ? (
            <Panneau titre="Vos paiements" id="paiements">
              <Paiements paiements={d.paiements} pour="titulaire" />
            </Panneau>
          ) : null}
          {d.rubriques.map((r) => (
            <Panneau key={r.id} titre={r.titre} id={r.id}>
              {r.vue(vue)}
            </Panneau>
          ))}
          {d.lettres.length > 0 ? (
            <Panneau titre="Lettres du bureau" id="lettres">
              <ListeLettres lettres={d.lettres} base={`/dossiers/${d.dossier.id}`} />
            </Panneau>
          ) : null}
          <MonAvis vue={vue} dossier={d.dossier} avis={d.avis} />
          <Panneau titre="Ce qui s’est passé" id="histoire">
            <Fil moments={momentsCitoyen(d.evenements, d.dossier, d.demarche)} />
          </Panneau>
          <Reponses d={d} />
        </div>
      </Deux>
    </Gabarit>
  ),
})

/** The legal clock, while it decides of something. */
function Delai({ d }: { d: Donnees }) {
  if (!d.horloge || !enCours(d.dossier) || d.dossier.decideLe !== null) return null
  return (
    <Panneau titre="Le délai" id="delai">
      <Horloge temps={versTemps(d.horloge)} />
      {d.demarche.delai.verifie ? null : (
        <p class="petit">
          {d.demarche.delai.source} <AConfirmer />
        </p>
      )}
      <details>
        <summary>Comment ces dates sont comptées</summary>
        <ul>
          {d.horloge.explications.map((explication) => (
            <li key={explication.raison}>{explication.raison}</li>
          ))}
        </ul>
      </details>
    </Panneau>
  )
}

function Reponses({ d }: { d: Donnees }) {
  return (
    <Panneau titre="Vos réponses et vos papiers" id="reponses">
      <ReponsesLues reponses={d.reponses} />
      <ul class="simple">
        {d.papiers.map((papier) => (
          <li key={papier.id}>
            <a href={`/dossiers/${d.dossier.id}/fichiers/${papier.id}`}>{papier.titre}</a>, {papier.nom}, {taille(papier.taille)}
          </li>
        ))}
      </ul>
    </Panneau>
  )
}

/** What the file is, in one look. */
function Tete({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <div>
      <p class="rang">
        <Etiquette ton={ETATS[d.dossier.etat].ton}>{ETATS[d.dossier.etat].citoyen}</Etiquette>
        <span class="code">{d.dossier.numero}</span>
      </p>
      <h1>{d.demarche.titre}</h1>
      <p class="chapeau">{d.dossier.bureau}</p>
      <div class="rang">
        {d.dossier.interne ? null : (
          <span>
            Code de suivi <b class="code">{d.code}</b>
          </span>
        )}
        <BoutonSeul vue={vue} action={`/suivi/${d.dossier.id}/recepisse`} ton="lien">
          Récépissé de dépôt (PDF)
        </BoutonSeul>
        <a href={`/suivi/${d.dossier.id}/messages`}>{d.dossier.interne ? 'Messages' : 'Écrire au bureau'}</a>
      </div>
    </div>
  )
}

function Cote({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <div class="pile">
      {d.dossier.interne ? null : (
        <div class="cote">
          <h2>Votre code de suivi</h2>
          <p class="code grand-code">{d.code}</p>
          <p>
            Gardez-le : il ouvre ce dossier depuis n’importe quel téléphone.
            {d.visiteur ? (
              <>
                {' '}
                Ou <a href="/connexion?suite=/mes-demarches">gardez ce dossier dans un compte</a>.
              </>
            ) : null}
          </p>
          {d.visiteur ? <FermerIci vue={vue} /> : null}
        </div>
      )}
      <MandatTenu mandat={d.mandat} vue={vue} dossierId={d.dossier.id} mandant={d.mandant} />
      {mayPasser(d.dossier, 'changerContact') ? (
        <div class="cote cote--fin">
          <h2>Où vous êtes prévenu</h2>
          <ul class="simple">
            {d.dossier.telephone ? <li>Par SMS au {telephone(d.dossier.telephone)}</li> : null}
            {d.dossier.courriel ? <li>Par courriel à {d.dossier.courriel}</li> : null}
            {d.dossier.titulaire ? <li>Dans votre compte</li> : null}
            {d.dossier.telephone || d.dossier.courriel || d.dossier.titulaire ? null : <li>Nulle part : revenez ici avec votre code.</li>}
          </ul>
          <p class="no-print">
            <a href={`/suivi/${d.dossier.id}/contact`}>Changer de téléphone ou d’adresse</a>
          </p>
        </div>
      ) : null}
      <div class="cote cote--fin">
        <h2>Qui a ouvert ce dossier</h2>
        {d.consultations.length === 0 ? (
          <p>Personne encore, à part vous.</p>
        ) : (
          <ul class="simple">
            {d.consultations.slice(0, 8).map((c) => (
              <li key={c.le.toISOString()}>
                {c.fonction}
                <br />
                <span class="discret">{dateHeure(c.le)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Quitter d={d} vue={vue} />
      {d.dossier.deposeLe ? <p class="mini discret">Déposé le {dateLongue(d.dossier.deposeLe)}.</p> : null}
    </div>
  )
}

/** How one stops following a file: by giving it to somebody, or by withdrawing it. */
function Quitter({ d, vue }: { d: Donnees; vue: Vue }) {
  return (
    <>
      {d.dossier.interne || d.mandat?.finiLe === null || d.dossier.etat === 'retire' ? null : (
        <p class="no-print">
          <a href={`/suivi/${d.dossier.id}/transferer`}>Confier ce dossier à quelqu’un</a>
        </p>
      )}
      {mayRetirer(d.dossier) ? (
        <details>
          <summary>Retirer ma demande</summary>
          <p>Le bureau arrête de la traiter. Pour obtenir le document plus tard, il faudra une nouvelle demande.</p>
          <BoutonSeul vue={vue} action={`/suivi/${d.dossier.id}/retirer`} ton="danger">
            Oui, retirer ma demande
          </BoutonSeul>
        </details>
      ) : null}
      {d.dossier.deposeLe ? <MaCopie d={d} /> : null}
    </>
  )
}

/** How long the file is kept, said to its holder, and his own copy of it. */
function MaCopie({ d }: { d: Donnees }) {
  const phrase = d.garde && direConservation(d.garde)
  return (
    <div class="cote cote--fin">
      <h2>Garder une copie</h2>
      {phrase ? (
        <p>
          {phrase} {d.garde?.dossier?.verifie ? null : <AConfirmer />}
        </p>
      ) : null}
      <p class="no-print">
        <a href={`/suivi/${d.dossier.id}/copie.zip`}>Prendre une copie</a> <span class="discret">(réponses, papiers, document)</span>
      </p>
    </div>
  )
}
