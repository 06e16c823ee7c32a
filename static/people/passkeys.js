// A click on this button asks the device for a passkey and then sends the form; the click, or Enter in the name, must not send it first.
(function () {
  const add = document.getElementById('mfa_webauthn_add')
  add.addEventListener('click', (event) => event.preventDefault())
})()
