/**
 * Passkeys. An element `data-cle-acces` in a form holds a button: it asks the device, puts the answer in the form's field
 * `data-champ`, and sends the form. Options come from `data-options`, or from the address `data-source` at the time of the click.
 */
type EnJson = PublicKeyCredential & { toJSON: () => object }

async function options(zone: HTMLElement): Promise<unknown> {
  const { options: donnees, source } = zone.dataset
  if (donnees) return JSON.parse(donnees)
  const reponse = await fetch(source!, { headers: { accept: 'application/json' }, credentials: 'same-origin' })
  if (!reponse.ok) throw Object.assign(new Error(), { name: `Http${reponse.status}` })
  return reponse.json()
}

async function demander(zone: HTMLElement): Promise<string> {
  const lues = await options(zone)
  const rendue =
    zone.dataset['cleAcces'] === 'inscription'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(lues as PublicKeyCredentialCreationOptionsJSON) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(lues as PublicKeyCredentialRequestOptionsJSON) })
  if (!rendue) throw new Error('aucune clé')
  return JSON.stringify((rendue as EnJson).toJSON())
}

const PHRASES: Record<string, string> = {
  NotAllowedError: 'Rien n’a été confirmé. Réessayez, ou utilisez un autre moyen',
  InvalidStateError: 'Cet appareil a déjà une clé d’accès pour ce compte',
  Http409: 'Vous n’avez pas encore de clé d’accès. Faites-en une dans « Mon compte »',
  SecurityError: 'Les clés d’accès demandent l’adresse sécurisée du site',
}

function brancher(zone: HTMLElement) {
  const form = zone.closest('form')
  const bouton = zone.querySelector('button')
  const dire = zone.querySelector<HTMLElement>('[role=alert]')
  if (!form || !bouton || !dire) return
  zone.hidden = false
  bouton.addEventListener('click', async () => {
    dire.hidden = true
    bouton.disabled = true
    try {
      const champ = form.elements.namedItem(zone.dataset['champ'] ?? '_assertion') as HTMLInputElement
      champ.value = await demander(zone)
      form.requestSubmit()
    } catch (erreur) {
      dire.textContent = PHRASES[(erreur as Error).name] ?? 'La clé d’accès n’a pas pu servir. Rechargez la page, ou utilisez un autre moyen'
      dire.hidden = false
    } finally {
      bouton.disabled = false
    }
  })
}

// Browsers refuse a passkey for a bare IP address.
const adresseNue = /^[\d.]+$|:/.test(location.hostname)
if (!adresseNue && typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential) document.querySelectorAll<HTMLElement>('[data-cle-acces]').forEach(brancher)
