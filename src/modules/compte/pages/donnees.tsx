import { z } from 'zod'
import { dateHeure, dateSimple, jourIso, majuscule } from '../../../lib/francais.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import { listConsultations } from '../../../kernel/identite/consultation.queries.ts'
import { findCitoyen } from '../../../kernel/identite/personne.queries.ts'
import { listRequetesDe } from '../../../kernel/identite/requete-donnees.queries.ts'
import type { RequeteDonnees } from '../../../kernel/identite/requete-donnees.queries.ts'
import { listSessions } from '../../../kernel/identite/session.queries.ts'
import { citoyen, page } from '../../../kernel/module.ts'
import type { Json, Lecture } from '../../../kernel/module.ts'
import { Actions, Bouton, Choix, Etiquette, Formulaire, Gabarit, Panneau, Recap, ResumeErreurs, Vide, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'

/** Words of a request, on the citizen's page and at the desk. */
export const GENRES: Readonly<Record<RequeteDonnees['genre'], string>> = { copie: 'Copie de mes données', rectification: 'Correction', effacement: 'Effacement' }

async function consultationsDe({ db, acteur, maison }: Pick<Lecture, 'db' | 'acteur' | 'maison'>) {
  const objets = (await Promise.all(maison.contributions.map((c) => c.objetsDe?.(db, clesDe(acteur)) ?? []))).flat()
  return Promise.all(objets.map(async (objet) => ({ ...objet, vues: await listConsultations(db, objet.objet) })))
}

/** What the person may know and ask about his data (Code du numérique, livre V): who looked, copy, correction, erasure. */
export const donnees = page({
  path: '/compte/donnees',
  may: citoyen,
  titre: 'Mes données et mes droits',
  load: async (lu) => ({ objets: await consultationsDe(lu), requetes: await listRequetesDe(lu.db, lu.acteur.genre === 'citoyen' ? lu.acteur.id : '') }),
  view: (d, vue) => (
    <Gabarit vue={vue} titre="Mes données et mes droits" etroit ariane={[{ libelle: 'Mon compte', href: '/compte' }]}>
      <ResumeErreurs vue={vue} />
      <h1>Mes données et mes droits</h1>
      <p class="chapeau">Ce que nous savons de vous vous appartient. Chaque consultation par un agent est notée, et vous la voyez ici.</p>
      <Panneau titre="Qui a consulté mes dossiers" id="consultations">
        {d.objets.length === 0 ? <Vide titre="Aucun dossier à votre nom">Quand vous en aurez un, vous verrez ici quels bureaux l’ont ouvert.</Vide> : null}
        {d.objets.map((objet) => (
          <div key={objet.objet}>
            <h3>
              <a href={objet.href}>{objet.titre}</a>
            </h3>
            {objet.vues.length === 0 ? <p class="discret">Personne ne l’a encore ouvert.</p> : <Recap serre lignes={objet.vues.slice(0, 20).map((vu) => ({ titre: majuscule(dateHeure(vu.le)), valeur: vu.fonction || 'Agent' }))} />}
          </div>
        ))}
      </Panneau>
      <Panneau titre="Une copie de mes données" id="copie">
        <p>Un fichier avec tout ce que la plateforme garde de vous : compte, sessions, demandes, réponses. Il s’ouvre avec tout éditeur de texte.</p>
        <p>
          <Bouton href="/compte/donnees/copie" ico="telecharger" ton="second" telecharger>
            Télécharger (JSON)
          </Bouton>
        </p>
      </Panneau>
      <Demander requetes={d.requetes} vue={vue} />
    </Gabarit>
  ),
})

function Demander({ requetes, vue }: { requetes: readonly RequeteDonnees[]; vue: Vue }) {
  return (
    <Panneau titre="Demander une correction ou un effacement" id="demander">
      {requetes.length > 0 ? (
        <Recap
          serre
          lignes={requetes.map((r) => ({
            titre: `${GENRES[r.genre]}, le ${dateSimple(r.deposeeLe)}`,
            valeur: r.closeLe ? r.reponse : r.texte,
            note: r.closeLe ? `Répondu le ${dateSimple(r.closeLe)}` : undefined,
            fin: r.closeLe ? <Etiquette ton="fait">Répondue</Etiquette> : <Etiquette ton="cours">En cours</Etiquette>,
          }))}
        />
      ) : null}
      <Formulaire vue={vue} action="/compte/donnees/requetes">
        <Choix
          vue={vue}
          nom="genre"
          libelle="Ce que je demande"
          options={[
            { valeur: 'rectification', libelle: 'Corriger une information fausse' },
            { valeur: 'effacement', libelle: 'Effacer mon compte', aide: 'Les dossiers déposés restent aux archives du bureau' },
          ]}
        />
        <ZoneTexte vue={vue} nom="texte" libelle="Dites précisément quoi" aide="Par exemple : mon nom est mal écrit dans le dossier…" max={2000} />
        <Actions>
          <Bouton>Envoyer la demande</Bouton>
        </Actions>
      </Formulaire>
    </Panneau>
  )
}

/** Everything the platform keeps about the person, gathered from the modules, as one JSON file. */
export const copie = page({
  path: '/compte/donnees/copie',
  may: citoyen,
  titre: 'Copie de mes données',
  limite: 20,
  output: z.record(z.string(), z.json()),
  load: async (lu) => {
    const { db, acteur, maison, maintenant } = lu
    const id = acteur.genre === 'citoyen' ? acteur.id : ''
    const moi = await findCitoyen(db, id)
    const sessions = await listSessions(db, id, maintenant)
    const apports = await Promise.all(maison.contributions.map((c) => c.donneesDe?.(db, clesDe(acteur)) ?? {}))
    const consultations = (await consultationsDe(lu)).flatMap((o) => o.vues.map((vu) => ({ objet: o.titre, fonction: vu.fonction, le: vu.le.toISOString() })))
    const tout: { [cle: string]: Json } = {
      etablie: maintenant.toISOString(),
      compte: { nom: moi?.nom ?? null, telephone: moi?.telephone ?? null, courriel: moi?.courriel ?? null, npi: moi?.npi ?? null, ouvert: moi?.creeLe.toISOString() ?? null },
      sessions: sessions.map((s) => ({ ouverte: s.creeLe.toISOString(), vue: s.vueLe.toISOString(), adresse: s.ip, appareil: s.navigateur })),
      requetes: (await listRequetesDe(db, id)).map((r) => ({ genre: r.genre, texte: r.texte, deposee: r.deposeeLe.toISOString(), reponse: r.reponse, close: r.closeLe?.toISOString() ?? null })),
      consultations,
    }
    return Object.assign(tout, ...apports) as { [cle: string]: Json }
  },
  corps: (tout, { maintenant }) => ({ type: 'application/json; charset=utf-8', nom: `mes-donnees-${jourIso(maintenant)}.json`, corps: JSON.stringify(tout, null, 2) }),
})
