"""What the app's own events and objects are called."""

ACTIONS = {
    "create person": "учётная запись заведена",
    "open sign-in": "вход открыт",
    "close sign-in": "вход закрыт",
    "send invitation": "отправлено письмо для входа",
    "send letter again": "письмо отправлено ещё раз",
}
