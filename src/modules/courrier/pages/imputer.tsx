import { Refus } from '../../../lib/erreurs.ts'
import { page, permission } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { AConfirmer, Actions, Bouton, DateChamp, Erreur, Formulaire, Gabarit, Recap, ResumeErreurs, Vide, ZoneTexte, erreurDe, idChamp, valeurDe } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { direNumero, exigerPassage } from '../courrier.ts'
import type { Courrier } from '../courrier.ts'
import { listDestinataires } from '../destinataires.ts'
import type { Destinataire } from '../destinataires.ts'
import { findTenue, listImputations } from '../imputation.queries.ts'
import { lecteurDe } from '../lecteur.ts'
import { exigerBureau, lireCourrier, parId, sujetCourrier } from '../porte.ts'
import { options, REFERENTIEL } from '../referentiel.ts'

type Lu = Pick<Lecture, 'db' | 'acteur' | 'maison' | 'porteePour' | 'maintenant'> & { params: { id: string } }

/** A letter and to whom it may be given: whoever has it now is not offered again. */
async function charger(lu: Lu) {
  const courrier = await lireCourrier(lu)
  const chez = (await listImputations(lu.db, courrier.id)).filter((i) => i.issue === null)
  const possibles = await listDestinataires(lu.db, lu.maison, courrier, lu.maintenant)
  const libres = possibles.filter((d) => !chez.some((i) => (d.versPoste ? i.versPoste === d.versPoste : i.versBureau === d.versBureau)))
  return { courrier, destinataires: libres, chez: chez.map((i) => i.versNom), aujourdhui: jourLocal(lu.maintenant) }
}

const porte = { gabarit: 'agent', params: parId, sujet: sujetCourrier, consulte: (d: Charge) => `courrier:${d.courrier.id}` } as const
type Charge = Awaited<ReturnType<typeof charger>>

/** The dispatcher's form: an instruction in front of each name. */
export const imputer = page({
  ...porte,
  path: '/courrier/:id/imputer',
  may: permission('courrier.imputer'),
  titre: 'Imputer un courrier',
  load: async (lu) => {
    const charge = await charger(lu)
    exigerBureau(lu, 'courrier.imputer', charge.courrier.bureau)
    exigerPassage(charge.courrier, 'imputer')
    return charge
  },
  view: (d: Charge, vue) => <Repartition d={d} vue={vue} titre="Imputer" geste="imputer" bouton="Imputer" />,
})

/** The same for whoever holds the letter and passes it on. */
export const transmettre = page({
  ...porte,
  path: '/courrier/:id/transmettre',
  may: permission('courrier.traiter'),
  titre: 'Transmettre un courrier',
  load: async (lu) => {
    const charge = await charger(lu)
    if (!(await findTenue(lu.db, charge.courrier.id, lecteurDe(lu)))) throw new Refus('Ce courrier n’est plus chez vous')
    return charge
  },
  view: (d: Charge, vue) => <Repartition d={d} vue={vue} titre="Transmettre" geste="transmettre" bouton="Transmettre" />,
})

function Repartition({ d, vue, titre, geste, bouton }: { d: Charge; vue: Vue; titre: string; geste: string; bouton: string }) {
  const { courrier: c } = d
  return (
    <Gabarit vue={vue} titre={`${titre} ${direNumero(c)}`} genre="agent" etroit ariane={[{ libelle: 'Courrier', href: '/courrier' }, { libelle: direNumero(c), href: `/courrier/${c.id}` }]}>
      <h1>
        {titre} {direNumero(c)}
      </h1>
      <ResumeErreurs vue={vue} />
      <Resume c={c} chez={d.chez} />
      {d.destinataires.length === 0 ? (
        <>
          <h2 class="sr">À qui</h2>
          <Vide titre="Personne à qui le donner">Aucun autre poste de la maison n’est tenu aujourd’hui. Nommez d’abord quelqu’un à un poste de ce bureau.</Vide>
        </>
      ) : (
        <Formulaire vue={vue} action={`/courrier/${c.id}/${geste}`} libelle={titre} garde>
          <Noms vue={vue} destinataires={d.destinataires} aujourdhui={d.aujourdhui} confidentiel={c.confidentiel} />
          <ZoneTexte vue={vue} nom="note" libelle="Note" facultatif lignes={2} max={500} aide="Lue par tous ceux à qui vous le donnez" />
          <DateChamp vue={vue} nom="echeance" libelle="À faire pour le" facultatif valeur={c.echeance} />
          <Actions>
            <Bouton>{bouton}</Bouton>
            <a href={`/courrier/${c.id}`}>Retour au courrier</a>
          </Actions>
        </Formulaire>
      )}
    </Gabarit>
  )
}

function Resume({ c, chez }: { c: Courrier; chez: readonly string[] }) {
  return (
    <Recap
      serre
      lignes={[
        { titre: 'De', valeur: c.correspondant },
        { titre: 'Objet', valeur: c.objet ?? 'Confidentiel : vous pouvez l’imputer à une personne sans le lire' },
        ...(chez.length > 0 ? [{ titre: 'Déjà chez', valeur: chez.join(' ; ') }] : []),
      ]}
    />
  )
}

/** One line a name, with its list of instructions: a whole house is gone through with the Tab and arrow keys. */
function Noms({ vue, destinataires, aujourdhui, confidentiel }: { vue: Vue; destinataires: readonly Destinataire[]; aujourdhui: string; confidentiel: boolean }) {
  const id = idChamp('destinataires')
  const erreur = erreurDe(vue, 'destinataires')
  const instructions = options(REFERENTIEL.instructions, aujourdhui)
  return (
    <fieldset class={erreur ? 'champ champ--err' : 'champ'} id={id} tabIndex={-1} aria-describedby={erreur ? `${id}-erreur` : undefined}>
      <legend class="lab">À qui, et pour quoi faire ? {REFERENTIEL.verifie ? null : <AConfirmer>Instructions à confirmer</AConfirmer>}</legend>
      {confidentiel ? <span class="aide">Un courrier confidentiel se donne à une personne, jamais à un bureau entier.</span> : null}
      <Erreur id={id}>{erreur}</Erreur>
      {[...Map.groupBy(destinataires, (d) => d.groupe)].map(([groupe, siens]) => (
        <div key={groupe} class="noms">
          <h2>{groupe}</h2>
          {siens.map((d) => (
            <div key={d.cle} class="nom">
              <label for={`a-${d.cle}`}>{d.nom}</label>
              <select class="sel" id={`a-${d.cle}`} name={`a.${d.cle}`}>
                <option value="">Rien</option>
                {instructions.map((i) => (
                  <option key={i.valeur} value={i.valeur} selected={valeurDe(vue, `a.${d.cle}`) === i.valeur}>
                    {i.libelle}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </div>
      ))}
    </fieldset>
  )
}
