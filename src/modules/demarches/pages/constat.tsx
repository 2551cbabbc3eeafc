import { page, permission } from '../../../kernel/module.ts'
import { Actions, Avis, Bouton, Choix, DateChamp, FichierChamp, Formulaire, Gabarit, Recap, ResumeErreurs, Selection, SignatureChamp, Texte, ZoneTexte } from '../../../ui/index.ts'
import { versDossiers } from '../ariane.ts'
import { CADRES, MARQUES } from '../constat.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { MODELE_FICHE, donneesFiche } from '../fiche-constat.ts'
import { jourDe } from '../horloge.ts'
import { parId, sujetDossier } from '../porte.ts'
import { PREUVES } from '../mandat.tsx'

const RECONNUE = [...Object.entries(PREUVES).map(([valeur, libelle]) => ({ valeur, libelle })), { valeur: 'connue', libelle: 'Connue de l’agent' }]

/** The proof of life, on a page of its own: it is filled in at the counter, on a tablet at somebody's home, or from a paper. */
export const constat = page({
  path: '/dossiers/:id/constat',
  may: permission('demarches.constater'),
  titre: 'Constat de vie',
  gabarit: 'agent',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params, maintenant }) => {
    const dossier = await getDossier(db, params.id)
    exigerPassage(dossier, 'constater')
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    return { dossier, demarche, aujourdhui: jourDe(maintenant), valable: demarche.circuit.constat?.joursAuPlus }
  },
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  view: ({ dossier, demarche, aujourdhui, valable }, vue) => (
    <Gabarit vue={vue} titre={`Constat de vie, ${dossier.numero}`} genre="agent" etroit scripts={['signature.js']} ariane={versDossiers(vue, { libelle: dossier.numero!, href: `/dossiers/${dossier.id}` })}>
      <h1>Constat de vie</h1>
      <p class="chapeau">Vous avez vu la personne, ou une autre autorité l’a vue. Dites quand, où, et comment vous l’avez reconnue.</p>
      <ResumeErreurs vue={vue} />
      <Recap serre lignes={[{ titre: 'Démarche', valeur: demarche.titre }, { titre: 'Personne', valeur: dossier.demandeur }, ...(valable ? [{ titre: 'Valable', valeur: `${valable} jours pour signer` }] : [])]} />
      <Avis ton="info" titre="Pas d’écran pour signer ?" niveau={2}>
        <p>
          <a href={`/dossiers/${dossier.id}/fiche-constat.pdf`}>Imprimez la fiche</a>, faites-la signer, puis photographiez-la ici ou classez-la.
        </p>
      </Avis>
      <Formulaire vue={vue} action={`/dossiers/${dossier.id}/constater`} libelle="Constat de vie" multipart garde>
        <Choix vue={vue} nom="cadre" libelle="Où la personne a-t-elle été vue ?" options={Object.entries(CADRES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
        <DateChamp vue={vue} nom="vuLe" libelle="Quel jour ?" valeur={aujourdhui} />
        <Texte vue={vue} nom="heure" libelle="À quelle heure ?" aide="Par exemple 09:30" largeur={4} />
        <Texte vue={vue} nom="lieu" libelle="Lieu précis" aide="Le document l’écrit après « vue au guichet, » ou « à son domicile, »" valeur={dossier.bureau} max={200} />
        <Texte vue={vue} nom="autorite" libelle="Nom et qualité de l’autorité" si="si une autre autorité l’a vue" max={200} />
        <Selection vue={vue} nom="identifiePar" libelle="Comment la personne a été reconnue" options={RECONNUE} />
        <Texte vue={vue} nom="pieceNumero" libelle="Numéro de la pièce" si="si une pièce a été vue" largeur={14} code max={40} />
        <Choix vue={vue} nom="marque" libelle="La marque de la personne" options={Object.entries(MARQUES).map(([valeur, libelle]) => ({ valeur, libelle }))} />
        <Texte vue={vue} nom="temoin" libelle="Témoin : nom et pièce" si="si la personne ne peut pas signer" max={200} />
        <SignatureChamp vue={vue} nom="dessin" libelle="Faire signer sur cet écran" aide="Avec le doigt ou un stylet" si="ou sur la fiche" />
        <FichierChamp vue={vue} nom="fiche" libelle="Photo de la fiche signée" aide="Ou du papier de l’autre autorité. Photo ou PDF, 20 Mo au plus." si="si elle a signé sur papier" camera />
        <Texte vue={vue} nom="classement" libelle="Où la fiche est classée" aide="Par exemple « Registre des constats 2026, n° 41 »" si="si vous n’en gardez pas de photo" max={100} />
        <ZoneTexte vue={vue} nom="note" libelle="Note" facultatif lignes={2} max={500} />
        <Actions>
          <Bouton>Enregistrer le constat</Bouton>
        </Actions>
      </Formulaire>
    </Gabarit>
  ),
})

/** The slip to print: the person signs it, or puts a thumb on it, before whoever saw him. */
export const fiche = page({
  path: '/dossiers/:id/fiche-constat.pdf',
  may: permission('demarches.constater'),
  titre: 'Fiche de constat',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params }) => {
    const dossier = await getDossier(db, params.id)
    exigerPassage(dossier, 'constater')
    return { dossier, demarche: await getDemarche(db, dossier.demarche, dossier.version) }
  },
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  corps: async ({ dossier, demarche }, { maison, maintenant }) => {
    const corps = await maison.atelier.rendeur.rendrePdf({ modele: MODELE_FICHE, donnees: donneesFiche(maison, dossier, demarche), date: maintenant })
    return { type: 'application/pdf', nom: `constat-${dossier.numero}.pdf`, corps }
  },
})
