import { dateSimple } from '../../../lib/francais.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { page } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Choix, DateChamp, FichierChamp, Formulaire, Gabarit, Recap, ResumeErreurs, Revision, Texte } from '../../../ui/index.ts'
import { GENRES, MODES, PAPIERS } from '../detention.ts'
import { listDetentions } from '../detention.queries.ts'
import { etatAvis } from '../opposition.ts'
import { listOppositions } from '../opposition.queries.ts'
import { designer, nommer } from '../parcelle.ts'
import { findParcelle } from '../parcelle.queries.ts'
import { revisionDetenteur } from '../revision.ts'
import { exigerVivante, parId, sujetParcelle, tenir } from '../porte.ts'

/** A new holder: who, since when, how, with which papers. The present one ends that day. */
export const transferer = page({
  path: '/parcelles/:id/transferer',
  may: tenir,
  titre: 'Nouveau détenteur',
  gabarit: 'agent',
  params: parId,
  sujet: sujetParcelle,
  load: async ({ db, params, maintenant }) => {
    const p = (await findParcelle(db, params.id))!
    exigerVivante(p)
    const jour = jourLocal(maintenant)
    const actuel = (await listDetentions(db, p.id)).find((d) => d.au === null)
    return { p, actuel, revision: revisionDetenteur(actuel), avis: (await listOppositions(db, p.id)).find((o) => etatAvis(o, jour) === 'en-cours') }
  },
  consulte: ({ p }) => `parcelle:${p.id}`,
  view: ({ p, actuel, revision, avis }, vue) => (
    <Gabarit vue={vue} titre="Nouveau détenteur" genre="agent" etroit ariane={[{ libelle: 'Parcelles', href: '/parcelles' }, { libelle: designer(p), href: `/parcelles/${p.id}` }]}>
      <ResumeErreurs vue={vue} />
      <h1>{actuel ? 'Nouveau détenteur' : 'Détenteur'}</h1>
      <Recap serre lignes={[{ titre: 'Parcelle', valeur: nommer(p) }, { titre: 'Détenteur actuel', valeur: actuel ? actuel.nom : 'aucun au registre', note: actuel ? 'son temps finira le jour où celui du nouveau commence' : undefined }]} />
      {p.etat === 'litigieuse' ? <Avis ton="non" titre="Cette parcelle est en litige" niveau={2}><p>Demandez la décision qui y met fin avant d’inscrire quelqu’un.</p></Avis> : null}
      {avis ? <Avis ton="att" titre="Un avis d’opposition est en cours" niveau={2}><p>Il court jusqu’au {dateSimple(midi(avis.au))}. Inscrivez ensuite, sauf décision contraire.</p></Avis> : null}
      <Formulaire vue={vue} action={`/parcelles/${p.id}/transferer`} multipart garde>
        <Revision vue={vue} valeur={revision} />
        <Choix vue={vue} nom="genre" libelle="Qui" valeur="personne" options={Object.entries(GENRES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
        <Texte vue={vue} nom="nom" libelle="Nom" aide="Nom et prénoms ; s’ils sont plusieurs, tous les noms" max={200} autocomplete="off" />
        <Texte vue={vue} nom="piece" libelle="Pièce d’identité ou numéro d’enregistrement" facultatif max={60} autocomplete="off" />
        <Choix vue={vue} nom="mode" libelle="Comment" options={Object.entries(MODES).filter(([m]) => m !== 'inconnu' || !actuel).map(([valeur, libelle]) => ({ valeur, libelle, aide: PAPIERS[valeur as keyof typeof PAPIERS] ?? 'Déjà en place quand le registre s’est ouvert' }))} />
        <DateChamp vue={vue} nom="du" libelle="Depuis le" si={actuel ? undefined : 'si la date est connue'} />
        <Texte vue={vue} nom="acte" libelle="Acte" aide="Genre, numéro et date, par exemple : convention de vente du 3 mars 2026" si={actuel ? undefined : 'sauf si le mode n’est pas connu'} max={200} autocomplete="off" />
        <FichierChamp vue={vue} nom="papiers" libelle="Papiers" facultatif multiple max={5} aide="Photos ou PDF de l’acte et de la pièce d’identité, 5 au plus" />
        <Actions>
          <Bouton>Inscrire le détenteur</Bouton>
          <a href={`/parcelles/${p.id}`}>Annuler</a>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})
