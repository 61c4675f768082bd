"""Questions with their passages in several languages, to learn what an embedder's cosines mean.

Question i is answered by passage i and by no other; they share few words, so that an embedder
that does not know the language cannot match them by their letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

QUESTIONS_AND_PASSAGES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "en": (
        ("How do I get my money back?", "Refunds are paid to the original card within two weeks."),
        ("When does the shop close?", "Opening hours: Monday to Saturday, nine to six."),
        ("My phone won't turn on.", "If the screen stays black, charge the battery for an hour."),
        ("Can I bring my dog?", "Pets are welcome in all rooms for a small extra charge."),
        ("How do I reset my login?", "Choose a new password under Account, Security."),
        ("What does delivery cost?", "Shipping is free for orders over fifty euros."),
    ),
    "de": (
        ("Wie bekomme ich mein Geld zurück?", "Erstattungen gehen in zwei Wochen auf die Karte."),
        ("Wann macht der Laden zu?", "Öffnungszeiten: Montag bis Samstag, neun bis achtzehn Uhr."),
        ("Mein Handy geht nicht an.", "Bleibt der Bildschirm schwarz, laden Sie den Akku auf."),
        ("Darf mein Hund mitkommen?", "Haustiere sind gegen Aufpreis in allen Zimmern erlaubt."),
        ("Wie setze ich meinen Zugang zurück?", "Wählen Sie unter Konto ein neues Passwort."),
        ("Was kostet die Lieferung?", "Ab fünfzig Euro Bestellwert ist der Versand frei."),
    ),
    "es": (
        ("¿Cómo recupero mi dinero?", "Los reembolsos llegan a la tarjeta en dos semanas."),
        ("¿Cuándo cierra la tienda?", "Horario: de lunes a sábado, de nueve a seis."),
        ("Mi móvil no se enciende.", "Si la pantalla sigue negra, cargue la batería una hora."),
        ("¿Puedo llevar a mi perro?", "Las mascotas se admiten en habitaciones con suplemento."),
        ("¿Cómo restablezco mi acceso?", "Elija una contraseña nueva en Cuenta, Seguridad."),
        ("¿Cuánto cuesta la entrega?", "El envío es gratuito a partir de cincuenta euros."),
    ),
    "fr": (
        ("Comment récupérer mon argent ?", "Les remboursements arrivent sur la carte sous peu."),
        ("Quand ferme le magasin ?", "Horaires : du lundi au samedi, de neuf à dix-huit heures."),
        ("Mon portable ne s'allume pas.", "Si l'écran reste noir, chargez la batterie une heure."),
        ("Puis-je venir avec mon chien ?", "Les animaux sont admis en chambre, avec supplément."),
        ("Comment réinitialiser mon accès ?", "Choisissez un nouveau mot de passe dans Compte."),
        ("Combien coûte la livraison ?", "L'expédition est offerte dès cinquante euros d'achat."),
    ),
    "ru": (
        ("Как вернуть свои деньги?", "Возмещение поступает на карту в течение двух недель."),
        ("Когда закрывается магазин?", "Часы работы: понедельник — суббота, с девяти до шести."),
        ("Мой телефон не включается.", "Если экран остаётся чёрным, зарядите аккумулятор."),
        ("Можно ли приехать с собакой?", "Домашние животные допускаются в номера за доплату."),
        ("Как восстановить вход?", "Выберите новый пароль в разделе «Аккаунт»."),
        ("Сколько стоит доставка?", "Отправка бесплатна при заказе от пятидесяти евро."),
    ),
    "zh": (
        ("怎么退钱?", "退款将在两周内转入原来的银行卡。"),
        ("商店几点关门?", "营业时间:周一至周六,九点到十八点。"),
        ("我的手机打不开。", "如果屏幕一直是黑的,请给电池充电一小时。"),
        ("可以带狗吗?", "所有房间均可携带宠物,需额外付费。"),
        ("怎么重置登录?", "请在账户的安全页面选择新密码。"),
        ("送货要多少钱?", "订单满五十欧元免运费。"),
    ),
}  # fmt: skip
