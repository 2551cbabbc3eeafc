/** Every field, empty, filled, wrong. */
import type { ComponentChildren } from 'preact'
import { Cases, CaseSeule, Choix, Lieu, OuiNon } from '../choix.tsx'
import { Code, MotDePasse, Montant, Selection, Telephone, Texte, ZoneTexte } from '../champs.tsx'
import { DateChamp, DatePrecision } from '../dates.tsx'
import { FichierChamp, RepeteBloc, SignatureChamp } from '../fichier.tsx'
import { Actions, Bouton, Formulaire, ResumeErreurs } from '../formulaire.tsx'
import type { SectionGuide } from '../guide.tsx'
import type { Vue } from '../vue.ts'

/** The same visitor, after a refused submission. */
const fautif = (vue: Vue, erreurs: Record<string, string>, saisie: Record<string, unknown> = {}): Vue => ({ ...vue, erreurs, saisie })
const net = (vue: Vue): Vue => ({ ...vue, erreurs: {}, saisie: {} })

function Boite({ vue, children }: { vue: Vue; children: ComponentChildren }) {
  return (
    <Formulaire vue={vue} action="/ui" multipart classe="formulaire">
      {children}
    </Formulaire>
  )
}

const LIEUX = [
  { valeur: '1', nom: 'Zongo', chemin: 'Arrondissement de Bohicon I, Bohicon, Zou' },
  { valeur: '2', nom: 'Zongo', chemin: '1er arrondissement, Parakou, Borgou' },
]
const USAGES = [
  { valeur: 'pension', libelle: 'Pension', aide: 'De retraite ou de réversion' },
  { valeur: 'rente', libelle: 'Rente ou allocation' },
]
const COMMUNES = [
  { valeur: 'bohicon', libelle: 'Bohicon', groupe: 'Zou' },
  { valeur: 'abomey', libelle: 'Abomey', groupe: 'Zou' },
  { valeur: 'cotonou', libelle: 'Cotonou', groupe: 'Littoral' },
]

export const Champs: SectionGuide[] = [
  {
    id: 'formulaire-en-erreur',
    titre: 'Formulaire refusé',
    contenu: (vue) => {
      const v = fautif(
        vue,
        { 'ddn.mois': 'Écrivez le mois de naissance, par exemple 04 pour avril', tel: 'Le numéro de téléphone a 8 chiffres, il en faut 10\u00a0: ajoutez 01 devant', lieu: 'Choisissez lequel des deux lieux nommés Zongo' },
        { 'ddn.jour': '14', 'ddn.mois': '', 'ddn.annee': '1958', 'ddn.precision': 'jour', tel: '97 00 00 00', 'lieu.recherche': 'Zongo' },
      )
      return (
        <Boite vue={v}>
          <ResumeErreurs vue={v} />
          <DatePrecision vue={v} nom="ddn" libelle="Date de naissance" aide="Comme sur la pièce d’identité. Si vous ne savez pas tout, dites ce que vous savez." />
          <Telephone vue={v} nom="tel" libelle="Téléphone" aide="10 chiffres, en commençant par 01. Nous y enverrons les nouvelles du dossier." />
          <Lieu vue={v} nom="lieu" libelle="Où habite cette personne ?" aide="Écrivez le village, le quartier ou l’arrondissement." resultats={LIEUX} autre />
          <Actions>
            <Bouton>Enregistrer et continuer</Bouton>
            <Bouton ton="lien" href="#formulaire-en-erreur">
              Revenir à l’étape 1
            </Bouton>
          </Actions>
        </Boite>
      )
    },
  },
  {
    id: 'texte',
    titre: 'Texte',
    contenu: (vue) => (
      <Boite vue={vue}>
        <div class="grille-2">
          <Texte vue={net(vue)} nom="u-vide" libelle="Vide" aide="Une aide courte, avec un exemple." />
          <Texte vue={net(vue)} nom="u-rempli" libelle="Rempli" aide="Bord brun, fond blanc." valeur="Zogbodomey" />
          <Texte vue={fautif(vue, { 'u-faux': 'Écrivez le nom de la commune' })} nom="u-faux" libelle="En erreur" />
          <Telephone vue={net(vue)} nom="u-tel" libelle="Vérifié" valeur="01 97 00 00 00" ok="Numéro confirmé par SMS" />
          <Texte vue={net(vue)} nom="u-lu" libelle="Lecture seule" valeur="CV-2026-00417" lectureSeule code />
          <Texte vue={net(vue)} nom="u-npi" libelle="NPI" largeur={14} inputmode="numeric" code facultatif />
          <Texte vue={net(vue)} nom="u-si" libelle="Autorité" si="si une autre autorité l’a vue" />
          <Montant vue={net(vue)} nom="u-montant" libelle="Montant versé" valeur="1500" />
          <Selection vue={net(vue)} nom="u-liste" libelle="Liste, par groupes" options={COMMUNES} valeur="bohicon" />
          <Code vue={net(vue)} nom="u-code" libelle="Code reçu par SMS" aide="6 chiffres, valables 10 minutes." />
          <MotDePasse vue={net(vue)} nom="u-passe" libelle="Mot de passe" nouveau aide="12 signes ou plus." />
          <div class="toute-l">
            <ZoneTexte vue={net(vue)} nom="u-long" libelle="Texte long" max={300} facultatif />
          </div>
        </div>
      </Boite>
    ),
  },
  {
    id: 'choix',
    titre: 'Choix',
    contenu: (vue) => (
      <Boite vue={vue}>
        <Choix vue={net(vue)} nom="u-usage" libelle="Choix unique" options={USAGES} valeur="pension" />
        <Choix vue={fautif(vue, { 'u-usage2': 'Choisissez à quoi servira le certificat' })} nom="u-usage2" libelle="Choix unique, en erreur" options={USAGES} />
        <OuiNon vue={net(vue)} nom="u-oui" libelle="La demande est-elle pour vous ?" />
        <Cases vue={net(vue)} nom="u-papiers" libelle="Choix multiple" options={USAGES} valeurs={['rente']} facultatif />
        <Choix vue={net(vue)} nom="u-image" libelle="En ligne, pour les agents" forme="ligne" valeur="bien" options={[{ valeur: 'bien', libelle: 'Se lit bien' }, { valeur: 'illisible', libelle: 'Illisible' }, { valeur: 'autre', libelle: 'Mauvaise pièce' }]} />
        <CaseSeule vue={net(vue)} nom="u-certifie" libelle="Engagement" phrase="Je certifie que ces réponses sont exactes" />
      </Boite>
    ),
  },
  {
    id: 'dates',
    titre: 'Dates',
    contenu: (vue) => (
      <Boite vue={vue}>
        <DateChamp vue={net(vue)} nom="u-jour" libelle="Date du constat" valeur="2026-06-05" />
        <DatePrecision vue={net(vue)} nom="u-precision" libelle="Date, avec sa précision" aide="Le choix masque les cases inutiles. Sans ce réglage du navigateur, tout reste visible et le serveur trie." valeur="1958-04" />
      </Boite>
    ),
  },
  {
    id: 'fichiers',
    titre: 'Fichiers',
    contenu: (vue) => {
      const recuLe = new Date(vue.maintenant.getTime() - 240_000)
      return (
        <Boite vue={vue}>
          <FichierChamp vue={net(vue)} nom="u-f0" libelle="Photo d’identité" aide="Photo ou PDF, 10 Mo au plus." />
          <FichierChamp
            vue={net(vue)}
            nom="u-f1"
            libelle="Pièce d’identité"
            aide="Les quatre coins doivent se voir."
            max={2}
            ajouter="Ajouter l’autre face (facultatif)"
            fichiers={[{ nom: 'carte-recto.jpg', taille: 421_888, genre: 'image', recuLe, href: '#fichiers', retirer: 'u-f1.0' }]}
          />
          <FichierChamp
            vue={fautif(vue, { 'u-f2': 'Envoyez une photo prise avec le téléphone\u00a0: ce fichier est trop lourd' })}
            nom="u-f2"
            libelle="Papiers"
            fichiers={[
              { nom: 'acte-2026.pdf', taille: 98_304, genre: 'pdf', recuLe, href: '#fichiers', retirer: 'u-f2.0' },
              { nom: 'scan-complet.tiff', taille: 63_000_000, genre: 'autre', refus: 'Trop lourd\u00a0: 10 Mo au plus. Une photo suffira.' },
            ]}
            max={3}
          />
        </Boite>
      )
    },
  },
  {
    id: 'bloc-repete',
    titre: 'Bloc répété',
    contenu: (vue) => (
      <Boite vue={vue}>
        <RepeteBloc vue={net(vue)} nom="enfants" libelle="Enfants à charge" aide="Un bloc par enfant, du plus âgé au plus jeune." nombre={2} titre={(i) => `Enfant ${i + 1}`} ajouter="Ajouter un enfant">
          {(i) => (
            <>
              <Texte vue={net(vue)} nom={`enfants.${i}.nom`} libelle="Nom et prénoms" />
              <DateChamp vue={net(vue)} nom={`enfants.${i}.naissance`} libelle="Date de naissance" />
            </>
          )}
        </RepeteBloc>
      </Boite>
    ),
  },
  {
    id: 'signature',
    titre: 'Signature, papier gardé',
    contenu: (vue) => (
      <Boite vue={vue}>
        <SignatureChamp vue={net(vue)} nom="signature" libelle="Faire signer sur cet écran" aide="Avec le doigt ou un stylet. Sans script, ce cadre n’apparaît pas." facultatif />
        <FichierChamp vue={{ ...net(vue), gardes: [{ champ: 'carte', nom: 'carte-recto.jpg', taille: 388_000, type: 'image/jpeg', sha256: '0' }] }} nom="carte" libelle="Carte d’identité" aide="Un papier envoyé avec un formulaire à corriger n’est pas redemandé." />
      </Boite>
    ),
  },
]
