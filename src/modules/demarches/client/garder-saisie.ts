/** Keeps the step of a draft on the server as it is typed: some seconds after the last key, and when the page goes out of sight. Optional. */

/** After the last key; however long somebody types, never later than this after the first one not kept. */
const REPOS = 3000
const AU_PLUS = 20_000
/** Before trying again where the service did not answer, and at most where the network did not: a line that comes back often drops the first sending. */
const REPRISE = 15_000
const REPRISE_RESEAU = 2000
/** Beyond this, a browser refuses to finish a sending after the page is closed. */
const OCTETS_FERMEE = 60_000

type Reponse = { garde?: string; base?: string; detail?: string }

const temoin = document.querySelector<HTMLInputElement>('input[data-garder]')
if (temoin?.form) brancher(temoin, temoin.form)

/** What the form would send, files and our own names left aside. */
function lire(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([nom, valeur]): [string, string][] => (typeof valeur === 'string' && !nom.startsWith('_') ? [[nom, valeur]] : []))
}

function brancher(temoin: HTMLInputElement, form: HTMLFormElement) {
  const dire = poserEtat(form)
  const cache = (nom: string) => form.querySelector<HTMLInputElement>(`input[name=${nom}]`)?.value ?? ''
  let garde = JSON.stringify(lire(form))
  let rang = 0
  let echecs = 0
  let enRoute: string | undefined
  let fini = false
  let depuis: number | undefined
  let minuterie: ReturnType<typeof setTimeout> | undefined

  const plusTard = (delai: number) => {
    clearTimeout(minuterie)
    minuterie = setTimeout(() => void envoyer(), delai)
  }

  async function envoyer() {
    clearTimeout(minuterie)
    const champs = lire(form)
    const texte = JSON.stringify(champs)
    // The form itself is leaving: it says everything.
    if (fini || form.dataset['envoi'] || texte === garde || texte === enRoute) return
    enRoute = texte
    depuis = undefined
    const corps = new URLSearchParams([...champs, ['_jeton', cache('_jeton')], ['_cle', cache('_cle')], ['_base', temoin.value], ['_rang', String(++rang)]]).toString()
    const recue = await fetch(temoin.dataset['garder']!, { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }, body: corps, keepalive: corps.length < OCTETS_FERMEE }).catch(() => undefined)
    const lue: Reponse = (await recue?.json().catch(() => undefined)) ?? {}
    // A later sending has left meanwhile: it answers for this one.
    if (enRoute !== texte) return
    enRoute = undefined
    if (recue?.ok && lue.base !== undefined) return tenu(texte, lue)
    if (!recue) {
      dire('Pas gardé : pas de réseau, vos réponses restent sur cette page')
      return plusTard(Math.min(REPRISE, REPRISE_RESEAU * 2 ** echecs++))
    }
    if (recue.status !== 429 && recue.status < 500) return refuse(recue.status, lue.detail)
    dire('Pas gardé : le service ne répond pas, vos réponses restent sur cette page')
    plusTard(REPRISE)
  }

  function tenu(texte: string, { base, garde: heure }: Reponse) {
    garde = texte
    echecs = 0
    temoin.value = base!
    dire(`Gardé à ${heure}`)
    if (JSON.stringify(lire(form)) !== texte) return plusTard(REPOS)
    const fichiers = [...form.querySelectorAll<HTMLInputElement>('input[type=file]')].some((e) => e.files?.length)
    if (!fichiers) form.dispatchEvent(new Event('garde', { bubbles: true }))
  }

  /** What the server refuses once, it refuses again: the step is sent by its button, and the page says why. */
  function refuse(statut: number, detail: string | undefined) {
    fini = true
    if (statut === 401 || statut === 422) return dire('Pas gardé : cette page est ouverte depuis trop longtemps. Vos réponses y restent, envoyez-les par le bouton')
    dire(`Pas gardé. ${detail ?? 'Vos réponses restent sur cette page'}`)
  }

  const note = () => {
    const maintenant = Date.now()
    depuis ??= maintenant
    plusTard(Math.max(0, Math.min(REPOS, depuis + AU_PLUS - maintenant)))
  }
  for (const evenement of ['input', 'change']) form.addEventListener(evenement, note)
  // The last moment a phone gives: what is closed from there never says goodbye.
  document.addEventListener('visibilitychange', () => document.hidden && void envoyer())
  addEventListener('pagehide', () => void envoyer())
  addEventListener('online', () => ((echecs = 0), void envoyer()))
}

/** The line that says it, in front of the buttons; the same words are not said twice. */
function poserEtat(form: HTMLFormElement): (phrase: string) => void {
  const ligne = document.createElement('p')
  ligne.className = 'petit discret etat-garde'
  ligne.setAttribute('role', 'status')
  ligne.setAttribute('aria-live', 'polite')
  const boutons = form.querySelector('.actions')
  if (boutons) boutons.before(ligne)
  else form.append(ligne)
  return (phrase) => {
    if (ligne.textContent !== phrase) ligne.textContent = phrase
  }
}
