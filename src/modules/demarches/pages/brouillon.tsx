import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { dateSimple, momentRelatif, pluriel } from '../../../lib/francais.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { ChampsEtape, epurer, etapesVisibles, findArret, findEtape, manques, resumer } from '../../../kernel/formulaires/index.ts'
import type { ArretAtteint, Etape, FichierJoint } from '../../../kernel/formulaires/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { page, participant, permission, titulaire, un } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, BoutonSeul, Etapes, Etiquette, Formulaire, Gabarit, Imprimer, Recap, ResumeErreurs, vueAvec } from '../../../ui/index.ts'
import type { Lien } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/vue.ts'
import { listDossiersCitables } from '../citations.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import type { Dossier } from '../dossier.ts'
import { terrainsDe } from '../foncier.ts'
import { parId, sujetDossier } from '../porte.ts'
import { findMandat } from '../mandataire/mandat.queries.ts'
import { PourQui } from '../mandataire/panneaux.tsx'
import { annoncer, aRelire, preremplies } from '../preremplissage.ts'
import { CourrierDuBrouillon } from '../mandat.tsx'
import { listReprises } from '../reprise.ts'
import type { Reprise } from '../reprise.ts'
import { codeSuivi } from '../suivi.ts'
import { BandeauEssai } from '../essai/bandeau.tsx'
import { marqueDe } from '../saisie.ts'
import { Arret, arretIci } from './arret.tsx'
import { FermerIci } from './fermer-ici.tsx'
import { AvisGarde, GardeSeule } from './garde.tsx'
import { TerrainsCitoyen } from './terrains.tsx'

/** The holder of the draft, the clerk who fills it in at his counter, or the post that began it for its office. */
export const mayBrouillon = un(titulaire, permission('demarches.guichet'), participant)
export const parEtape = z.object({ id: z.uuid(), etape: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) })

type Charge = { dossier: Dossier; demarche: Publiee; etapes: Etape[]; aRevoir: Set<string>; code: string; guichet: boolean; visiteur: boolean; arret: ArretAtteint | undefined; /** Steps whose text is kept and was never sent. */ aEnvoyer: Set<string> }

async function charger(lu: { db: Db; maison: Maison; maintenant: Date; acteur: Lecture['acteur'] }, id: string): Promise<Charge> {
  const dossier = await getDossier(lu.db, id)
  if (dossier.etat !== 'brouillon') throw new Introuvable('Ce brouillon est déjà déposé. Suivez-le avec son code de suivi')
  const demarche = await getDemarche(lu.db, dossier.demarche, dossier.version)
  const contexte = { maintenant: lu.maintenant, territoires: lu.maison.territoires }
  const etapes = etapesVisibles(demarche.formulaire, dossier.reponses)
  const aEnvoyer = new Set(etapes.map((e) => e.code).filter((etape) => marqueDe(dossier.saisie, etape)))
  const aRevoir = new Set([...manques(demarche.formulaire, dossier.reponses, contexte).map((m) => m.etape), ...aEnvoyer, ...etapes.filter((e) => aRelire(e, dossier)).map((e) => e.code)])
  return { dossier, demarche, etapes, aRevoir, aEnvoyer, code: codeSuivi(lu.maison.cle('suivi'), dossier), guichet: lu.acteur.genre === 'agent', visiteur: lu.acteur.genre === 'visiteur', arret: findArret(demarche.formulaire, dossier.reponses) }
}

const base = (dossier: Dossier) => `/brouillons/${dossier.id}`
const genreDe = (d: { guichet: boolean }) => (d.guichet ? 'agent' : 'public')

/** Whence a draft was begun: a letter is shown to agents only. */
export const origine = ({ interne, mandat }: Pick<Dossier, 'interne' | 'mandat'>, guichet: boolean): Lien => {
  if (interne) return { libelle: 'Mes demandes', href: '/demandes' }
  if (!guichet) return { libelle: 'Démarches', href: '/demarches' }
  return mandat?.courrier ? { libelle: `Courrier ${mandat.courrier.numero}`, href: mandat.courrier.lien } : { libelle: 'Guichet', href: '/guichet' }
}
const ariane = (d: Charge): Lien[] => [origine(d.dossier, d.guichet), ...(d.guichet || d.dossier.interne ? [] : [{ libelle: d.demarche.titre, href: `/demarches/${d.demarche.code}` }])]

function Brouillon({ vue, d }: { vue: Vue; d: Charge }) {
  return (
    <aside class="cote cote--fin pile" aria-label="Brouillon">
      <h2>Brouillon enregistré</h2>
      <p>Gardé {momentRelatif(d.dossier.modifieLe, vue.maintenant)}, sur notre serveur.</p>
      <p>
        Pour reprendre plus tard, gardez ce code : <b class="code grand-code">{d.code}</b>
      </p>
      {d.demarche.conservation ? <p class="discret">Sans nouvelle de vous pendant {pluriel(d.demarche.conservation.brouillonJours, 'jour')}, le brouillon s’efface.</p> : null}
      {d.visiteur ? <FermerIci vue={vue} /> : null}
    </aside>
  )
}

/** Earlier requests of this account whose answers fit this form; nothing when there is none. */
function Reprises({ vue, d }: { vue: Vue; d: Charge & { reprises: Reprise[] } }) {
  if (d.reprises.length === 0) return null
  return (
    <section class="panneau pile" aria-labelledby="reprendre">
      <h2 id="reprendre">Reprendre mes réponses d’avant</h2>
      <p>Elles remplissent ce brouillon, puis vous corrigez ce qui a changé. Les papiers et vos engagements sont à donner de nouveau.</p>
      <ul class="simple pile">
        {d.reprises.map((reprise) => (
          <li key={reprise.id}>
            <p>
              <b>{reprise.titre}</b>
              {reprise.demandeur ? `, ${reprise.demandeur}` : null}
              <br />
              <span class="discret">
                <span class="code">{reprise.numero}</span>
                {reprise.deposeLe ? `, déposée le ${dateSimple(reprise.deposeLe)}` : null}
              </span>
            </p>
            <BoutonSeul vue={vue} action={`${base(d.dossier)}/reprendre`} champs={{ de: reprise.id }}>
              Reprendre {pluriel(reprise.nombre, 'réponse')}
              <span class="sr"> de la demande {reprise.numero}</span>
            </BoutonSeul>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where the draft stands: its steps, and the code that opens it again. */
export const brouillon = page({
  path: '/brouillons/:id',
  may: mayBrouillon,
  titre: 'Votre demande',
  params: parId,
  sujet: sujetDossier,
  load: async (lu) => {
    const charge = await charger(lu, lu.params.id)
    return { ...charge, mandat: await findMandat(lu.db, charge.dossier.id), reprises: await listReprises(lu.db, lu.acteur, charge.dossier, charge.demarche) }
  },
  view: (d, vue) => {
    const prochaine = d.etapes.find((etape) => d.aRevoir.has(etape.code))
    const commence = d.dossier.revision > 0
    return (
      <Gabarit vue={vue} titre={d.demarche.titre} genre={genreDe(d)} ariane={ariane(d)} etroit>
        <BandeauEssai dossier={d.dossier} />
        <p class="sur">{commence ? 'Votre brouillon' : 'Avant de commencer'}</p>
        <h1>{d.demarche.titre}</h1>
        <p class="chapeau">
          {d.etapes.length} étapes courtes, puis vous relisez tout. Chaque étape est gardée dès que vous continuez.
        </p>
        {d.arret ? <Arret arret={d.arret} base={base(d.dossier)} /> : null}
        <Actions>
          <Bouton href={d.arret?.bloque ? `${base(d.dossier)}/${d.arret.etape.code}` : prochaine ? `${base(d.dossier)}/${prochaine.code}` : `${base(d.dossier)}/resume`} taille="grand">
            {d.arret?.bloque ? 'Revoir mes réponses' : prochaine ? (commence ? `Continuer : ${prochaine.titre}` : 'Commencer') : 'Relire et déposer'}
          </Bouton>
        </Actions>
        {d.guichet ? <CourrierDuBrouillon mandat={d.dossier.mandat} /> : null}
        <PourQui demarche={d.demarche} dossier={d.dossier} mandat={d.mandat} />
        <Reprises vue={vue} d={d} />
        <Recap
          lignes={d.etapes.map((etape) => ({
            titre: <a href={`${base(d.dossier)}/${etape.code}`}>{etape.titre}</a>,
            valeur: d.aEnvoyer.has(etape.code) ? <Etiquette ton="cours">Gardé, à envoyer</Etiquette> : d.aRevoir.has(etape.code) ? <Etiquette>À remplir</Etiquette> : <Etiquette ton="bon">Complet</Etiquette>,
          }))}
        />
        <Brouillon vue={vue} d={d} />
        <details>
          <summary>Effacer ce brouillon et ses papiers</summary>
          <p>Tout ce qui est écrit ici sera perdu, papiers compris.</p>
          <BoutonSeul vue={vue} action={`${base(d.dossier)}/abandonner`} ton="danger">
            Oui, tout effacer
          </BoutonSeul>
        </details>
      </Gabarit>
    )
  },
})

/** One step of the form. */
export const etape = page({
  path: '/brouillons/:id/:etape',
  may: mayBrouillon,
  titre: 'Votre demande',
  params: parEtape,
  query: z.object({ resume: z.string().optional() }),
  sujet: sujetDossier,
  load: async (lu) => {
    const charge = await charger(lu, lu.params.id)
    const ici = findEtape(charge.demarche.formulaire, lu.params.etape)
    if (!ici) throw new Introuvable('Cette étape n’existe pas')
    const saisie = charge.dossier.saisie[ici.code] ?? {}
    const reprises = await preremplies(lu, charge.demarche.formulaire, ici, charge.dossier)
    const connues = reprises.size > 0 && (await findMandat(lu.db, charge.dossier.id)) ? new Set<string>() : reprises
    return { ...charge, ici: annoncer(ici, connues), saisie, resume: lu.query.resume !== undefined, territoires: lu.maison.territoires, dossiers: await listDossiersCitables(lu.db, charge.dossier, ici) }
  },
  view: (d, vue) => {
    const rang = d.etapes.findIndex((autre) => autre.code === d.ici.code)
    const avant = d.etapes[rang - 1]
    const ecran = Object.keys(vue.saisie).length > 0 ? vue : vueAvec(vue, { saisie: d.saisie })
    const lien = (f: FichierJoint) => ({ href: `/dossiers/${d.dossier.id}/fichiers/${f.reference}` })
    const arret = arretIci(d.arret, d.ici, d.etapes)
    // Stopped at an earlier step: nothing more is asked here.
    const ailleurs = arret?.bloque && arret.etape.code !== d.ici.code
    return (
      <Gabarit vue={vue} titre={d.ici.titre} genre={genreDe(d)} ariane={ariane(d)} etroit>
        <BandeauEssai dossier={d.dossier} />
        <p class="sur">
          {d.demarche.titre}, étape {rang + 1} sur {d.etapes.length + 1}
        </p>
        <h1>{d.ici.titre}</h1>
        <Etapes etapes={[...d.etapes.map((e) => ({ libelle: e.titre, href: `${base(d.dossier)}/${e.code}` })), { libelle: 'Relire', href: `${base(d.dossier)}/resume` }]} ici={rang} />
        <ResumeErreurs vue={ecran} />
        {arret ? <Arret arret={arret} ici={d.ici} base={base(d.dossier)} /> : null}
        {ailleurs ? null : <AvisGarde vue={vue} brouillon={d.dossier} etape={d.ici} />}
        {d.ici.aide && !ailleurs ? <p class="chapeau">{d.ici.aide}</p> : null}
        {ailleurs ? null : <Formulaire vue={ecran} action={`${base(d.dossier)}/${d.ici.code}`} multipart garde parDefaut={{ nom: '_continuer', valeur: '1' }}>
          <input type="hidden" name="_retour" value={`${base(d.dossier)}/${d.ici.code}`} />
          {d.resume ? <input type="hidden" name="_resume" value="1" /> : null}
          <GardeSeule vue={vue} brouillon={d.dossier} etape={d.ici} />
          <ChampsEtape vue={ecran} def={d.demarche.formulaire} etape={d.ici} reponses={d.dossier.reponses} territoires={d.territoires} fichiers={lien} dossiers={d.dossiers} />
          <Actions>
            {arret?.bloque ? (
              <Bouton nom="_continuer" ton="second">
                Corriger mes réponses
              </Bouton>
            ) : (
              <Bouton nom="_continuer">{d.resume ? 'Enregistrer et revenir au résumé' : 'Enregistrer et continuer'}</Bouton>
            )}
            <Bouton nom="_quitter" ton="second">
              Arrêter pour l’instant
            </Bouton>
          </Actions>
          {avant ? (
            <p class="champ">
              <a href={`${base(d.dossier)}/${avant.code}`}>Revenir à « {avant.titre} »</a>
            </p>
          ) : null}
        </Formulaire>}
        <Brouillon vue={vue} d={d} />
      </Gabarit>
    )
  },
})

/** Everything that will be filed, to read again. */
export const resume = page({
  path: '/brouillons/:id/resume',
  may: mayBrouillon,
  titre: 'Relire et déposer',
  params: parId,
  sujet: sujetDossier,
  load: async (lu) => {
    const charge = await charger(lu, lu.params.id)
    return { ...charge, lignes: resumer(charge.demarche.formulaire, epurer(charge.demarche.formulaire, charge.dossier.reponses), lu.maison.territoires) }
  },
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Relire et déposer" genre={genreDe(d)} ariane={ariane(d)} etroit>
      <BandeauEssai dossier={d.dossier} />
      <p class="sur">
        {d.demarche.titre}, étape {d.etapes.length + 1} sur {d.etapes.length + 1}
      </p>
      <h1>Relire et déposer</h1>
      <Etapes etapes={[...d.etapes.map((e) => ({ libelle: e.titre, href: `${base(d.dossier)}/${e.code}` })), { libelle: 'Relire' }]} ici={d.etapes.length} />
      <ResumeErreurs vue={vue} />
      {d.arret ? <Arret arret={d.arret} base={base(d.dossier)} /> : null}
      <TerrainsCitoyen terrains={terrainsDe(d.demarche, d.dossier.reponses)} />
      {d.aRevoir.size > 0 && !d.arret?.bloque ? (
        <Avis ton="att" titre="Il reste des réponses à donner" niveau={2}>
          {d.etapes
            .filter((e) => d.aRevoir.has(e.code))
            .map((e) => (
              <p key={e.code}>
                <a href={`${base(d.dossier)}/${e.code}?resume=1`}>Compléter « {e.titre} »</a>
              </p>
            ))}
        </Avis>
      ) : null}
      {(d.arret?.bloque ? [] : d.lignes).map((partie) => (
        <section key={partie.etape} class="pile">
          <div class="rang">
            <h2>{partie.titre}</h2>
            <a class="pousse" href={`${base(d.dossier)}/${partie.etape}?resume=1`}>
              Modifier<span class="sr"> : {partie.titre}</span>
            </a>
          </div>
          <Recap serre lignes={partie.lignes.map((ligne) => ({ titre: ligne.libelle, valeur: ligne.texte }))} />
        </section>
      ))}
      <Formulaire vue={vue} action={`${base(d.dossier)}/deposer`}>
        <Actions>
          {d.aRevoir.size > 0 || d.arret?.bloque ? null : <Bouton taille="grand">Déposer la demande</Bouton>}
          <Imprimer />
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})
