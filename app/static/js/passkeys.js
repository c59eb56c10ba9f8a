/* Passkeys: the server makes the challenge and checks the answer; here the browser is asked, and bytes become text and back.
   [data-passkey="address"] signs in, [data-passkey-new="address"] adds this device. Without WebAuthn the buttons stay hidden. */

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const asked = async (address, body) => {
  const answer = await fetch(address, {
    method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.title || answer.statusText);
  return told;
};

const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

async function signIn(button) {
  const options = await asked(`${button.dataset.passkey}/options`, {});
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
  const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
  const told = await asked(button.dataset.passkey, {
    next: button.dataset.next || "",
    credential: {
      id, rawId: text(rawId), type,
      response: {
        authenticatorData: text(response.authenticatorData), clientDataJSON: text(response.clientDataJSON),
        signature: text(response.signature), userHandle: response.userHandle ? text(response.userHandle) : null,
      },
    },
  });
  location.assign(told.next);
}

async function add(button) {
  const options = await asked(`${button.dataset.passkeyNew}/options`, {});
  const publicKey = {
    ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  };
  const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
  const told = await asked(button.dataset.passkeyNew, {
    credential: { id, rawId: text(rawId), type, response: { attestationObject: text(response.attestationObject), clientDataJSON: text(response.clientDataJSON) } },
  });
  location.assign(told.next);
}

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-passkey], [data-passkey-new]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        await (button.dataset.passkey ? signIn(button) : add(button));
      } catch (error) {
        // Who closes the question of the device has changed their mind; anything else is said beside the button.
        if (error.name !== "NotAllowedError" && error.name !== "AbortError") {
          const said = button.parentElement.querySelector("[data-passkey-said]") || button.parentElement.appendChild(document.createElement("p"));
          said.dataset.passkeySaid = "";
          said.setAttribute("role", "alert");
          said.textContent = error.message;
        }
      } finally {
        button.disabled = false;
      }
    });
  }
}
