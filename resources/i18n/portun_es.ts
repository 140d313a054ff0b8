<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_GT" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>Portun Gatehouse {version} · build {build}</source>
            <translation>Portun Gatehouse {version} · compilación {build}</translation>
        </message>
        <message>
            <source>Portun Gatehouse {version} · training · build {build}</source>
            <translation>Portun Gatehouse {version} · práctica · compilación {build}</translation>
        </message>
        <message>
            <source>Install and restart</source>
            <translation>Instalar y reiniciar</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Descargar</translation>
        </message>
        <message>
            <source>The update was changed on its way and is refused. Tell the technician.</source>
            <translation>La actualización fue alterada en el camino y se rechaza. Avise al técnico.</translation>
        </message>
        <message>
            <source>The update is signed by a stranger and is refused. Tell the technician.</source>
            <translation>La actualización está firmada por un desconocido y se rechaza. Avise al técnico.</translation>
        </message>
        <message>
            <source>The update's signature has expired: it is refused until it is renewed.</source>
            <translation>La firma de la actualización venció: se rechaza hasta que la renueven.</translation>
        </message>
        <message>
            <source>An older version was offered and is refused. Tell the technician.</source>
            <translation>Se ofreció una versión anterior y se rechaza. Avise al técnico.</translation>
        </message>
        <message>
            <source>This version is too old for the update. The technician installs it by hand.</source>
            <translation>Esta versión es demasiado antigua para la actualización. El técnico la instala a mano.</translation>
        </message>
        <message>
            <source>The update is not there for this kind of PC.</source>
            <translation>La actualización no existe para este tipo de PC.</translation>
        </message>
        <message>
            <source>This PC's date is wrong: the update cannot be judged.</source>
            <translation>La fecha de esta PC está mal: no se puede juzgar la actualización.</translation>
        </message>
        <message>
            <source>The download was cut off; it goes on from there.</source>
            <translation>La descarga se cortó; sigue desde ahí.</translation>
        </message>
        <message>
            <source>The update was not installed; nothing was changed.</source>
            <translation>La actualización no se instaló; nada cambió.</translation>
        </message>
        <message>
            <source>There is no space for the update on this PC.</source>
            <translation>No hay espacio para la actualización en esta PC.</translation>
        </message>
        <message>
            <source>The update cannot be used and is refused. Tell the technician.</source>
            <translation>La actualización no sirve y se rechaza. Avise al técnico.</translation>
        </message>
        <message>
            <source>This PC's packages update it: {command}</source>
            <translation>Los paquetes de esta PC la actualizan: {command}</translation>
        </message>
        <message>
            <source>Updates are off: this build carries no key for them.</source>
            <translation>Sin actualizaciones: esta compilación no lleva clave para ellas.</translation>
        </message>
        <message>
            <source>Updates: not asked for yet.</source>
            <translation>Actualizaciones: aún no se ha preguntado.</translation>
        </message>
        <message>
            <source>This is the newest version (asked at {time}).</source>
            <translation>Es la versión más nueva (preguntado a las {time}).</translation>
        </message>
        <message>
            <source>Version {version}: {percent} % downloaded</source>
            <translation>Versión {version}: {percent} % descargado</translation>
        </message>
        <message>
            <source>An administrator of this PC must agree.</source>
            <translation>Un administrador de esta PC debe aceptar.</translation>
        </message>
        <message>
            <source>Version {version} is there. The technician types: {command}</source>
            <translation>Hay una versión {version}. El técnico escribe: {command}</translation>
        </message>
        <message>
            <source>Version {version} is there. The technician installs it.</source>
            <translation>Hay una versión {version}. La instala el técnico.</translation>
        </message>
        <message>
            <source>Version {version} is there.</source>
            <translation>Hay una versión {version}.</translation>
        </message>
        <message>
            <source>Version {version} is here.</source>
            <translation>La versión {version} ya está aquí.</translation>
        </message>
        <message>
            <source>Version {version} is here. The console is away for a minute: agree only when nobody is coming.</source>
            <translation>La versión {version} ya está aquí. La consola se cierra un minuto: acepte solo si no viene nadie.</translation>
        </message>
        <message>
            <source>Version {version} is here. The console is away for a minute.</source>
            <translation>La versión {version} ya está aquí. La consola se cierra un minuto.</translation>
        </message>
        <message>
            <source>It waits until nobody is at the gate.</source>
            <translation>Espera a que no haya nadie en el portón.</translation>
        </message>
        <message>
            <source>It waits until all entries have been sent.</source>
            <translation>Espera a que se hayan enviado todos los registros.</translation>
        </message>
    </context>
    <context>
        <name>Action</name>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
        <message>
            <source>Open {gate}</source>
            <translation>Abrir {gate}</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Intentar de nuevo</translation>
        </message>
        <message>
            <source>Let in on host's word</source>
            <translation>Anfitrión autoriza</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Negar</translation>
        </message>
        <message>
            <source>Retake photo</source>
            <translation>Otra foto</translation>
        </message>
        <message>
            <source>Call host</source>
            <translation>Llamar</translation>
        </message>
        <message>
            <source>Walk-in</source>
            <translation>Sin pase</translation>
        </message>
        <message>
            <source>Did not enter</source>
            <translation>No entró</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Listo</translation>
        </message>
        <message>
            <source>Show pass</source>
            <translation>Mostrar pase</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>Salida</translation>
        </message>
        <message>
            <source>Delivery</source>
            <translation>Entrega</translation>
        </message>
        <message>
            <source>Known</source>
            <translation>Conocido</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Ayuda</translation>
        </message>
        <message>
            <source>Expected this hour</source>
            <translation>Se esperan en esta hora</translation>
        </message>
        <message>
            <source>{shown} of {today} today</source>
            <translation>{shown} de {today} hoy</translation>
        </message>
        <message>
            <source>Nobody is announced for this hour.</source>
            <translation>Nadie está anunciado para esta hora.</translation>
        </message>
        <message numerus="yes">
            <source>Next: %n</source>
            <translation>
                <numerusform>En espera: %n</numerusform>
                <numerusform>En espera: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Scan, type a code, or search a name, house or plate…</source>
            <translation>Escanee, escriba un código o busque nombre, casa o placa…</translation>
        </message>
        <message>
            <source>Find a visitor or type a code</source>
            <translation>Buscar a un visitante o escribir un código</translation>
        </message>
        <message numerus="yes">
            <source>%n passes found · arrows and Enter choose</source>
            <translation>
                <numerusform>%n pase encontrado · Enter lo toma</numerusform>
                <numerusform>%n pases encontrados · flechas y Enter eligen</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing found for “{text}”</source>
            <translation>No se encontró nada para «{text}»</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Buscando…</translation>
        </message>
        <message>
            <source>More gates</source>
            <translation>Más portones</translation>
        </message>
        <message>
            <source>Nothing has happened in this shift yet</source>
            <translation>Aún no ha pasado nada en este turno</translation>
        </message>
        <message>
            <source>Who said yes?</source>
            <translation>¿Quién lo autorizó?</translation>
        </message>
        <message>
            <source>Write the name of the person who lets the visitor in. It is recorded with yours.</source>
            <translation>Escriba el nombre de quien deja entrar al visitante. Queda registrado junto con el suyo.</translation>
        </message>
        <message>
            <source>Name of the host</source>
            <translation>Nombre del anfitrión</translation>
        </message>
        <message>
            <source>Let in</source>
            <translation>Dejar entrar</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Volver</translation>
        </message>
        <message>
            <source>Which code is meant?</source>
            <translation>¿Cuál de los códigos?</translation>
        </message>
        <message>
            <source>They were shown together. Choose with its key or a touch; the other one can come next.</source>
            <translation>Se mostraron juntos. Elija con su tecla o con un toque; el otro puede pasar después.</translation>
        </message>
        <message>
            <source>None of them</source>
            <translation>Ninguno</translation>
        </message>
        <message>
            <source>Why was it opened by hand?</source>
            <translation>¿Por qué se abrió a mano?</translation>
        </message>
        <message>
            <source>Choose or write the reason. Without one it stays on the supervisor's list.</source>
            <translation>Elija o escriba el motivo. Sin motivo, queda en la lista del supervisor.</translation>
        </message>
        <message>
            <source>Another reason</source>
            <translation>Otro motivo</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>Emergency vehicle</source>
            <translation>Vehículo de emergencia</translation>
        </message>
        <message>
            <source>Resident without a pass</source>
            <translation>Residente sin pase</translation>
        </message>
        <message>
            <source>Service of the site</source>
            <translation>Servicio del lugar</translation>
        </message>
        <message>
            <source>The reader does not work</source>
            <translation>El lector no funciona</translation>
        </message>
    </context>
    <context>
        <name>Case</name>
        <message>
            <source>Visiting</source>
            <translation>Visita a</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Válido hasta</translation>
        </message>
        <message>
            <source>Valid from</source>
            <translation>Válido desde</translation>
        </message>
        <message>
            <source>Entries</source>
            <translation>Entradas</translation>
        </message>
        <message>
            <source>ID document</source>
            <translation>Documento</translation>
        </message>
        <message>
            <source>Last entry</source>
            <translation>Última entrada</translation>
        </message>
        <message>
            <source>“{note}” – note from the host</source>
            <translation>«{note}» – nota del anfitrión</translation>
        </message>
        <message>
            <source>valid until {when}</source>
            <translation>válido hasta {when}</translation>
        </message>
        <message>
            <source>Switch camera</source>
            <translation>Cambiar cámara</translation>
        </message>
        <message>
            <source>What you can do</source>
            <translation>Qué puede hacer</translation>
        </message>
        <message>
            <source>What is known</source>
            <translation>Qué se sabe</translation>
        </message>
        <message>
            <source>What you may do</source>
            <translation>Qué puede hacer usted</translation>
        </message>
        <message>
            <source>Look at the gate. If it stays closed, open it by hand or with the key switch. The console does not send a second pulse by itself: it could stop a moving gate.</source>
            <translation>Mire el portón. Si sigue cerrado, ábralo a mano o con la llave. La consola no manda un segundo pulso por su cuenta: podría detener un portón en movimiento.</translation>
        </message>
        <message>
            <source>Try again, or open it with the key switch. If the visitor turns round, press “Did not enter”: the entry is given back to the pass.</source>
            <translation>Intente de nuevo o ábralo con la llave. Si el visitante se regresa, pulse «No entró»: la entrada se le devuelve al pase.</translation>
        </message>
        <message>
            <source>Say that the pass cannot be confirmed. Do not call the host, do not argue; wait for the supervisor.</source>
            <translation>Diga que el pase no se puede confirmar. No llame al anfitrión ni discuta; espere al supervisor.</translation>
        </message>
        <message>
            <source>Ask for the pass in the Portun app, look for the name below, or register a walk-in.</source>
            <translation>Pida el pase de la app Portun, busque el nombre abajo o registre una visita sin pase.</translation>
        </message>
        <message>
            <source>Perhaps it was not uploaded yet: call the host, or register a walk-in.</source>
            <translation>Quizá aún no se ha subido: llame al anfitrión o registre una visita sin pase.</translation>
        </message>
        <message>
            <source>Call the host if the visitor insists. Only a new pass lets them in.</source>
            <translation>Llame al anfitrión si el visitante insiste. Solo un pase nuevo le da entrada.</translation>
        </message>
        <message>
            <source>Show the visitor the way, or call the host they name.</source>
            <translation>Indique el camino al visitante o llame al anfitrión que él nombre.</translation>
        </message>
        <message>
            <source>Call the host to change the time, or ask the visitor to wait.</source>
            <translation>Llame al anfitrión para que cambie la hora o pida al visitante que espere.</translation>
        </message>
        <message>
            <source>Call the host to send a new pass, or register a walk-in.</source>
            <translation>Llame al anfitrión para que mande un pase nuevo o registre una visita sin pase.</translation>
        </message>
        <message>
            <source>The code looks like a Portun pass. Whether it is valid cannot be checked until the connection is back.</source>
            <translation>El código parece un pase de Portun. No se puede comprobar si es válido hasta que vuelva la conexión.</translation>
        </message>
        <message>
            <source>The name or the plate resembles one in the site's instructions. It may be somebody else.</source>
            <translation>El nombre o la placa se parece a los de las instrucciones del lugar. Puede ser otra persona.</translation>
        </message>
        <message>
            <source>The pass is known, but the time of this PC may be wrong, so its validity cannot be judged.</source>
            <translation>El pase se conoce, pero la hora de esta PC puede estar mal, así que no se puede juzgar su vigencia.</translation>
        </message>
        <message>
            <source>This pass came in and has not left since.</source>
            <translation>Este pase ya entró y no ha salido.</translation>
        </message>
        <message>
            <source>The pass was valid when the saved passes were last updated. It may have been changed or used since.</source>
            <translation>El pase era válido cuando se actualizaron los pases guardados. Puede haber cambiado o haberse usado desde entonces.</translation>
        </message>
        <message>
            <source>The pass belongs to another community.</source>
            <translation>El pase es de otra comunidad.</translation>
        </message>
        <message>
            <source>Nothing is known about this pass.</source>
            <translation>No se sabe nada de este pase.</translation>
        </message>
        <message>
            <source>Compare the document with the instruction. If in doubt, refuse and tell the supervisor.</source>
            <translation>Compare el documento con la instrucción. Si duda, niegue la entrada y avise al supervisor.</translation>
        </message>
        <message>
            <source>Ask whether somebody else uses the pass. Let in on the host's word, or refuse.</source>
            <translation>Pregunte si otra persona usa el pase. Deje entrar si el anfitrión autoriza, o niegue la entrada.</translation>
        </message>
        <message>
            <source>Call the host and let in on their word. Your name and theirs are recorded, and a supervisor sees it.</source>
            <translation>Llame al anfitrión; si autoriza, deje entrar. Quedan registrados su nombre y el del anfitrión, y lo ve un supervisor.</translation>
        </message>
    </context>
    <context>
        <name>Day</name>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Visitor</source>
            <translation>Visitante</translation>
        </message>
        <message>
            <source>Visiting</source>
            <translation>Visita a</translation>
        </message>
        <message>
            <source>Plate</source>
            <translation>Placa</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>Portón</translation>
        </message>
        <message>
            <source>Entries</source>
            <translation>Entradas</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Inside for</source>
            <translation>Adentro hace</translation>
        </message>
        <message>
            <source>Pass until</source>
            <translation>Pase hasta</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Qué</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Quién</translation>
        </message>
        <message>
            <source>Expected today</source>
            <translation>Se esperan hoy</translation>
        </message>
        <message>
            <source>Looking at today's passes…</source>
            <translation>Cargando los pases de hoy…</translation>
        </message>
        <message>
            <source>Nobody like that is announced for today. The find field on Gate looks at all passes.</source>
            <translation>Nadie con ese dato está anunciado para hoy. El campo de búsqueda en Portón mira todos los pases.</translation>
        </message>
        <message>
            <source>Nobody is announced for today.</source>
            <translation>Nadie está anunciado para hoy.</translation>
        </message>
        <message>
            <source>Name, house or plate…</source>
            <translation>Nombre, casa o placa…</translation>
        </message>
        <message numerus="yes">
            <source>%n passes</source>
            <translation>
                <numerusform>%n pase</numerusform>
                <numerusform>%n pases</numerusform>
            </translation>
        </message>
        <message>
            <source>Inside now</source>
            <translation>Adentro ahora</translation>
        </message>
        <message numerus="yes">
            <source>%n people inside</source>
            <translation>
                <numerusform>%n persona</numerusform>
                <numerusform>%n personas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n over their time</source>
            <translation>
                <numerusform>%n fuera de hora</numerusform>
                <numerusform>%n fuera de hora</numerusform>
            </translation>
        </message>
        <message>
            <source>Looking who is inside…</source>
            <translation>Buscando quién está adentro…</translation>
        </message>
        <message>
            <source>Nobody inside has a pass that was made at this gatehouse.</source>
            <translation>Nadie de los que están adentro tiene un pase hecho en esta garita.</translation>
        </message>
        <message>
            <source>Nobody like that is inside.</source>
            <translation>Nadie con ese dato está adentro.</translation>
        </message>
        <message>
            <source>Nobody is inside.</source>
            <translation>No hay nadie adentro.</translation>
        </message>
        <message>
            <source>Choose who leaves: the verdict comes up on Gate, Enter opens.</source>
            <translation>Elija quién sale: el resultado aparece en Portón y Enter abre.</translation>
        </message>
        <message>
            <source>Show pass</source>
            <translation>Mostrar pase</translation>
        </message>
        <message>
            <source>Passes made at this gatehouse: choose whose pass to show or print. Esc goes back.</source>
            <translation>Pases hechos en esta garita: elija cuál mostrar o imprimir. Esc vuelve.</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Guardando…</translation>
        </message>
        <message>
            <source>Print list</source>
            <translation>Imprimir lista</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Guardada: {path}</translation>
        </message>
        <message>
            <source>{span} over</source>
            <translation>{span} de más</translation>
        </message>
        <message>
            <source>Shift log</source>
            <translation>Bitácora del turno</translation>
        </message>
        <message>
            <source>came in</source>
            <translation>entradas</translation>
        </message>
        <message>
            <source>left</source>
            <translation>salidas</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>negadas</translation>
        </message>
        <message>
            <source>opened by hand</source>
            <translation>a mano</translation>
        </message>
        <message>
            <source>to be sent</source>
            <translation>por enviar</translation>
        </message>
        <message numerus="yes">
            <source>%n openings by hand have no reason yet</source>
            <translation>
                <numerusform>%n apertura a mano aún no tiene motivo</numerusform>
                <numerusform>%n aperturas a mano aún no tienen motivo</numerusform>
            </translation>
        </message>
        <message>
            <source>Write what the next guard should know…</source>
            <translation>Escriba lo que debe saber el siguiente guardia…</translation>
        </message>
        <message>
            <source>Add note</source>
            <translation>Agregar nota</translation>
        </message>
        <message>
            <source>Add incident</source>
            <translation>Agregar incidente</translation>
        </message>
        <message>
            <source>With photo</source>
            <translation>Con foto</translation>
        </message>
        <message>
            <source>Hand over…</source>
            <translation>Entregar turno…</translation>
        </message>
        <message>
            <source>Your notes stay for the next guard. Entries that are not sent yet are sent by themselves.</source>
            <translation>Sus notas quedan para el siguiente guardia. Las entradas por enviar se envían solas.</translation>
        </message>
        <message>
            <source>Hand over and sign out</source>
            <translation>Entregar y cerrar sesión</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Volver</translation>
        </message>
        <message>
            <source>Handed over by {name} {when}</source>
            <translation>Entregado por {name} {when}</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>Ya lo leí</translation>
        </message>
        <message>
            <source>Nothing has happened in this shift yet.</source>
            <translation>Aún no ha pasado nada en este turno.</translation>
        </message>
        <message>
            <source>Shift begun</source>
            <translation>Turno iniciado</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Incident</source>
            <translation>Incidente</translation>
        </message>
        <message>
            <source>Handed over</source>
            <translation>Turno entregado</translation>
        </message>
        <message>
            <source>Handover read</source>
            <translation>Entrega leída</translation>
        </message>
        <message>
            <source>Shift ended</source>
            <translation>Turno terminado</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Salió</translation>
        </message>
        <message>
            <source>Came in</source>
            <translation>Entró</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Negado</translation>
        </message>
        <message>
            <source>Opened by hand</source>
            <translation>Abierto a mano</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Persona conocida</translation>
        </message>
        <message>
            <source>Walk-in</source>
            <translation>Visita sin pase</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Corregido</translation>
        </message>
    </context>
    <context>
        <name>Devices</name>
        <message>
            <source>Host, as in the vendor's app</source>
            <translation>Servidor, como en la app del fabricante</translation>
        </message>
        <message>
            <source>Cloud key (empty: the one that is kept)</source>
            <translation>Clave de la nube (vacío: la guardada)</translation>
        </message>
        <message>
            <source>Device id (empty: its MAC)</source>
            <translation>Id del dispositivo (vacío: su MAC)</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Usarlo</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Volver</translation>
        </message>
        <message>
            <source>The relay's password</source>
            <translation>Contraseña del relé</translation>
        </message>
        <message>
            <source>New camera</source>
            <translation>Cámara nueva</translation>
        </message>
        <message>
            <source>New gate</source>
            <translation>Portón nuevo</translation>
        </message>
        <message>
            <source>Address of the relay</source>
            <translation>Dirección del relé</translation>
        </message>
        <message>
            <source>Password, if it has one</source>
            <translation>Contraseña, si tiene</translation>
        </message>
        <message>
            <source>Address (rtsp://…, http://…) or USB name</source>
            <translation>Dirección (rtsp://…, http://…) o nombre USB</translation>
        </message>
        <message>
            <source>Password (empty: the one that is kept)</source>
            <translation>Contraseña (vacío: la guardada)</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>User, if it has one</source>
            <translation>Usuario, si tiene</translation>
        </message>
        <message>
            <source>Add it</source>
            <translation>Agregar</translation>
        </message>
        <message>
            <source>Asking it…</source>
            <translation>Consultando…</translation>
        </message>
        <message>
            <source>Take {name} out?</source>
            <translation>¿Quitar {name}?</translation>
        </message>
        <message>
            <source>It stays in use until the next start. What it recorded stays in the history.</source>
            <translation>Sigue en uso hasta el próximo arranque. Lo que registró queda en el historial.</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Take it out</source>
            <translation>Quitar</translation>
        </message>
        <message>
            <source>Its check is not green</source>
            <translation>Su revisión no está en verde</translation>
        </message>
        <message>
            <source>{points}. Whoever lets it open by itself all the same gives a reason, which is kept.</source>
            <translation>{points}. Quien aun así lo deje abrirse solo da un motivo, que queda registrado.</translation>
        </message>
        <message>
            <source>Let it open by itself</source>
            <translation>Que se abra solo</translation>
        </message>
        <message>
            <source>Which gate does this camera look at?</source>
            <translation>¿Qué portón mira esta cámara?</translation>
        </message>
        <message>
            <source>It is opened once, now. Look at the gates, not at the screen.</source>
            <translation>Se abre una vez, ahora. Mire los portones, no la pantalla.</translation>
        </message>
        <message>
            <source>Opening {gate}…</source>
            <translation>Abriendo {gate}…</translation>
        </message>
        <message>
            <source>Which gate moved?</source>
            <translation>¿Qué portón se movió?</translation>
        </message>
        <message>
            <source>{gate} was told to open. Only if it was that one, the camera opens it from now on.</source>
            <translation>Se mandó abrir {gate}. Solo si fue ese, la cámara lo abrirá desde ahora.</translation>
        </message>
        <message>
            <source>None of them</source>
            <translation>Ninguno</translation>
        </message>
        <message>
            <source>Pairing by the technician</source>
            <translation>Asignación del técnico</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>Cámaras</translation>
        </message>
        <message>
            <source>Gates</source>
            <translation>Portones</translation>
        </message>
        <message>
            <source>Found on this network</source>
            <translation>Encontrados en esta red</translation>
        </message>
        <message>
            <source>Answer time, last 24 hours</source>
            <translation>Tiempo de respuesta, últimas 24 horas</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Órdenes</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Revisión</translation>
        </message>
        <message>
            <source>End maintenance</source>
            <translation>Terminar mantenimiento</translation>
        </message>
        <message>
            <source>Maintenance</source>
            <translation>Mantenimiento</translation>
        </message>
        <message>
            <source>Test pulse</source>
            <translation>Pulso de prueba</translation>
        </message>
        <message>
            <source>Check settings</source>
            <translation>Revisar ajustes</translation>
        </message>
        <message>
            <source>Find devices on this network</source>
            <translation>Buscar equipos en esta red</translation>
        </message>
        <message>
            <source>Looking for devices…</source>
            <translation>Buscando equipos…</translation>
        </message>
        <message>
            <source>Devices are for technicians. A technician can sign in here; the gate goes on.</source>
            <translation>Los equipos son para técnicos. Un técnico puede iniciar sesión aquí; el portón sigue trabajando.</translation>
        </message>
        <message>
            <source>Sign in as technician</source>
            <translation>Entrar como técnico</translation>
        </message>
        <message>
            <source>no picture yet</source>
            <translation>aún sin imagen</translation>
        </message>
        <message>
            <source>{fps} fps · {width}×{height}</source>
            <translation>{fps} fps · {width}×{height}</translation>
        </message>
        <message>
            <source>no answer for {span}</source>
            <translation>sin respuesta hace {span}</translation>
        </message>
        <message>
            <source>in maintenance</source>
            <translation>en mantenimiento</translation>
        </message>
        <message>
            <source>{ms} ms</source>
            <translation>{ms} ms</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>responde</translation>
        </message>
        <message>
            <source>Pulse · {seconds} s, ended by the relay itself</source>
            <translation>Pulso · {seconds} s, lo termina el relé</translation>
        </message>
        <message>
            <source>Only ever opens</source>
            <translation>Solo abre</translation>
        </message>
        <message>
            <source>Step by step</source>
            <translation>Paso a paso</translation>
        </message>
        <message>
            <source>No contact: the position is not known</source>
            <translation>Sin contacto: posición desconocida</translation>
        </message>
        <message>
            <source>Input {n} · closed when on</source>
            <translation>Entrada {n} · cerrado si activa</translation>
        </message>
        <message>
            <source>Input {n} · closed when off</source>
            <translation>Entrada {n} · cerrado si inactiva</translation>
        </message>
        <message>
            <source>By itself, after an admitting verdict</source>
            <translation>Solo, tras un acceso permitido</translation>
        </message>
        <message>
            <source>By the guard: its check is not green</source>
            <translation>El guardia: la revisión no está en verde</translation>
        </message>
        <message>
            <source>By the guard</source>
            <translation>El guardia</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>Opens with</source>
            <translation>Abre con</translation>
        </message>
        <message>
            <source>Its controller</source>
            <translation>Su motor</translation>
        </message>
        <message>
            <source>Gate position</source>
            <translation>Posición</translation>
        </message>
        <message>
            <source>Entry opens it</source>
            <translation>Lo abre</translation>
        </message>
        <message>
            <source>Second path</source>
            <translation>Segunda vía</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>none looks at it</source>
            <translation>ninguna lo mira</translation>
        </message>
        <message>
            <source>Through the cloud · ready</source>
            <translation>Por la nube · listo</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ninguna</translation>
        </message>
        <message>
            <source>Through the cloud · being asked</source>
            <translation>Por la nube · consultando</translation>
        </message>
        <message>
            <source>More…</source>
            <translation>Más…</translation>
        </message>
        <message>
            <source>Take it out…</source>
            <translation>Quitar…</translation>
        </message>
        <message>
            <source>Pair with a gate…</source>
            <translation>Asignar a un portón…</translation>
        </message>
        <message>
            <source>Another address…</source>
            <translation>Otra dirección…</translation>
        </message>
        <message>
            <source>Opens by the guard only</source>
            <translation>Que solo lo abra el guardia</translation>
        </message>
        <message>
            <source>Let it open by itself…</source>
            <translation>Que se abra solo…</translation>
        </message>
        <message>
            <source>Let its light blink</source>
            <translation>Hacer parpadear su luz</translation>
        </message>
        <message>
            <source>The relay's password…</source>
            <translation>Contraseña del relé…</translation>
        </message>
        <message>
            <source>Second path through the cloud…</source>
            <translation>Segunda vía por la nube…</translation>
        </message>
        <message>
            <source>Test the second path</source>
            <translation>Probar la segunda vía</translation>
        </message>
        <message>
            <source>No second path any more</source>
            <translation>Quitar la segunda vía</translation>
        </message>
        <message>
            <source>Another relay or address…</source>
            <translation>Otro relé u otra dirección…</translation>
        </message>
        <message>
            <source>A camera…</source>
            <translation>Una cámara…</translation>
        </message>
        <message>
            <source>A gate…</source>
            <translation>Un portón…</translation>
        </message>
        <message>
            <source>Add…</source>
            <translation>Agregar…</translation>
        </message>
        <message>
            <source>until the next start</source>
            <translation>hasta el próximo arranque</translation>
        </message>
        <message>
            <source>the first gate</source>
            <translation>el primer portón</translation>
        </message>
        <message>
            <source>Way in</source>
            <translation>Entrada</translation>
        </message>
        <message>
            <source>Way out</source>
            <translation>Salida</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>by {n}°</source>
            <translation>{n}°</translation>
        </message>
        <message>
            <source>Looks at</source>
            <translation>Mira</translation>
        </message>
        <message>
            <source>Reads codes</source>
            <translation>Lee códigos</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Dirección</translation>
        </message>
        <message>
            <source>Turned</source>
            <translation>Girada</translation>
        </message>
        <message>
            <source>Mirrored</source>
            <translation>En espejo</translation>
        </message>
        <message>
            <source>Code kinds</source>
            <translation>Tipos de código</translation>
        </message>
        <message>
            <source>opened in {ms} ms</source>
            <translation>abrió en {ms} ms</translation>
        </message>
        <message>
            <source>not known: {detail}</source>
            <translation>no se sabe: {detail}</translation>
        </message>
        <message>
            <source>not done: {detail}</source>
            <translation>no se hizo: {detail}</translation>
        </message>
        <message>
            <source>By the rules</source>
            <translation>Por las reglas</translation>
        </message>
        <message>
            <source>On a verdict</source>
            <translation>Tras revisar un pase</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>A mano</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Orden</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Qué pasó</translation>
        </message>
        <message>
            <source>Point</source>
            <translation>Punto</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>Peso</translation>
        </message>
        <message>
            <source>No order since the program started.</source>
            <translation>Ninguna orden desde que inició el programa.</translation>
        </message>
        <message>
            <source>Asking the relay…</source>
            <translation>Preguntando al relé…</translation>
        </message>
        <message>
            <source>“Check settings” asks the relay whether a gate may hang on it.</source>
            <translation>«Revisar ajustes» le pregunta al relé si un portón puede depender de él.</translation>
        </message>
        <message>
            <source>up to {ms} ms</source>
            <translation>hasta {ms} ms</translation>
        </message>
        <message>
            <source>has a password</source>
            <translation>tiene contraseña</translation>
        </message>
        <message>
            <source>no password yet</source>
            <translation>aún sin contraseña</translation>
        </message>
        <message>
            <source>No relay answered. Are they on this network?</source>
            <translation>Ningún relé respondió. ¿Están en esta red?</translation>
        </message>
        <message>
            <source>Test by the technician</source>
            <translation>Prueba del técnico</translation>
        </message>
        <message>
            <source>The relay has a password</source>
            <translation>El relé tiene contraseña</translation>
        </message>
        <message>
            <source>Its input does not switch its output</source>
            <translation>Su entrada no mueve su salida</translation>
        </message>
        <message>
            <source>Its input cannot reset it</source>
            <translation>Su entrada no lo reinicia</translation>
        </message>
        <message>
            <source>Its own Wi-Fi is off</source>
            <translation>Su Wi-Fi propio está apagado</translation>
        </message>
        <message>
            <source>It has no schedules</source>
            <translation>No tiene horarios</translation>
        </message>
        <message>
            <source>It has no webhooks</source>
            <translation>No tiene webhooks</translation>
        </message>
        <message>
            <source>Bluetooth is off</source>
            <translation>Bluetooth apagado</translation>
        </message>
        <message>
            <source>No script runs on it</source>
            <translation>No corre ningún script</translation>
        </message>
        <message>
            <source>MQTT is off</source>
            <translation>MQTT apagado</translation>
        </message>
        <message>
            <source>Its clock follows a time server</source>
            <translation>Su hora sigue un servidor</translation>
        </message>
        <message>
            <source>Its firmware is a good one</source>
            <translation>Su firmware es bueno</translation>
        </message>
        <message>
            <source>It stays off after a power cut</source>
            <translation>Queda apagado tras un apagón</translation>
        </message>
        <message>
            <source>It switches off by itself</source>
            <translation>Se apaga solo</translation>
        </message>
        <message>
            <source>The contact's input is a switch</source>
            <translation>La entrada del contacto es interruptor</translation>
        </message>
        <message>
            <source>The cloud is off</source>
            <translation>La nube está apagada</translation>
        </message>
        <message>
            <source>It works as a relay</source>
            <translation>Trabaja como relé</translation>
        </message>
        <message>
            <source>good</source>
            <translation>bien</translation>
        </message>
        <message>
            <source>choose to set right</source>
            <translation>elija para corregir</translation>
        </message>
        <message>
            <source>set it in the relay</source>
            <translation>ajústelo en el relé</translation>
        </message>
        <message>
            <source>advice</source>
            <translation>consejo</translation>
        </message>
        <message>
            <source>must</source>
            <translation>necesario</translation>
        </message>
    </context>
    <context>
        <name>Emergency</name>
        <message>
            <source>Emergency</source>
            <translation>Emergencia</translation>
        </message>
        <message>
            <source>Lock the gates down?</source>
            <translation>¿Bloquear los portones?</translation>
        </message>
        <message>
            <source>Open several gates</source>
            <translation>Abrir varios portones</translation>
        </message>
        <message>
            <source>A supervisor's PIN</source>
            <translation>PIN de un supervisor</translation>
        </message>
        <message>
            <source>Nobody comes in until it is released: no gate of the site opens for entry, at no post.</source>
            <translation>Nadie entra hasta que se levante: ningún portón del sitio abre para entrar, en ninguna garita.</translation>
        </message>
        <message>
            <source>Lock the gates down</source>
            <translation>Bloquear los portones</translation>
        </message>
        <message>
            <source>hold 1 s</source>
            <translation>mantener 1 s</translation>
        </message>
        <message>
            <source>All gates of the site are locked. Release them when it is safe.</source>
            <translation>Todos los portones del sitio están bloqueados. Levante el bloqueo cuando sea seguro.</translation>
        </message>
        <message>
            <source>Release the gates</source>
            <translation>Liberar los portones</translation>
        </message>
        <message>
            <source>All gates of the site are locked. A supervisor releases them, here or from elsewhere.</source>
            <translation>Todos los portones del sitio están bloqueados. Un supervisor los libera, aquí o desde otro lugar.</translation>
        </message>
        <message>
            <source>What holds the gates' lock cannot be read.</source>
            <translation>No se puede leer lo que guarda el bloqueo de los portones.</translation>
        </message>
        <message>
            <source>the central office</source>
            <translation>la oficina central</translation>
        </message>
        <message>
            <source>{who} locked them down {when}, at {place}.</source>
            <translation>{who} los bloqueó {when}, en {place}.</translation>
        </message>
        <message>
            <source>{who} locked them down {when}, from the central office.</source>
            <translation>{who} los bloqueó {when}, desde la oficina central.</translation>
        </message>
        <message>
            <source>No gate opens for entry any more, for nobody, until a supervisor releases it. Exits that must stay free stay free. Remotes, and the key switch beside the gate, still work.</source>
            <translation>Ningún portón se abre para entrar, para nadie, hasta que un supervisor los libere. Las salidas que deben quedar libres quedan libres. Los controles remotos y la llave junto al portón siguen funcionando.</translation>
        </message>
        <message>
            <source>Yes, lock the gates down</source>
            <translation>Sí, bloquear los portones</translation>
        </message>
        <message>
            <source>hold 1 s again</source>
            <translation>mantener 1 s otra vez</translation>
        </message>
        <message>
            <source>Release with a supervisor's PIN</source>
            <translation>Liberar con el PIN de un supervisor</translation>
        </message>
        <message>
            <source>Open several gates…</source>
            <translation>Abrir varios portones…</translation>
        </message>
        <message>
            <source>opens</source>
            <translation>se abre</translation>
        </message>
        <message>
            <source>stays as it is</source>
            <translation>queda como está</translation>
        </message>
        <message>
            <source>All of these open at once, by hand. The reason is asked afterwards, once for all.</source>
            <translation>Todos estos se abren a la vez, a mano. El motivo se pregunta después, una vez por todos.</translation>
        </message>
        <message numerus="yes">
            <source>Open %n gates</source>
            <translation>
                <numerusform>Abrir %n portón</numerusform>
                <numerusform>Abrir %n portones</numerusform>
            </translation>
        </message>
        <message>
            <source>hold 1 s · is logged</source>
            <translation>mantener 1 s · queda registrado</translation>
        </message>
        <message>
            <source>This PIN no longer counts. Sign in with e-mail and password</source>
            <translation>Este PIN ya no vale. Entre con correo y contraseña</translation>
        </message>
        <message numerus="yes">
            <source>That is not the PIN. Wait %n s</source>
            <translation>
                <numerusform>Ese no es el PIN. Espere %n s</numerusform>
                <numerusform>Ese no es el PIN. Espere %n s</numerusform>
            </translation>
        </message>
        <message>
            <source>That is not the PIN. Try again</source>
            <translation>Ese no es el PIN. Intente de nuevo</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un momento…</translation>
        </message>
        <message>
            <source>The PIN releases the gates; the guard stays on duty</source>
            <translation>El PIN libera los portones; el guardia sigue de turno</translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation>Otra persona</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Volver</translation>
        </message>
        <message>
            <source>The supervisors have been told. Stay where it is safe.</source>
            <translation>Los supervisores ya están avisados. Quédese donde sea seguro.</translation>
        </message>
        <message>
            <source>Tells the supervisors at once, and sounds the alarm here.</source>
            <translation>Avisa enseguida a los supervisores y suena la alarma aquí.</translation>
        </message>
        <message>
            <source>Tells the supervisors at once, without a sound here.</source>
            <translation>Avisa a los supervisores al momento, sin sonido aquí.</translation>
        </message>
        <message>
            <source>It locks all gates of the site, too.</source>
            <translation>También bloquea todos los portones del sitio.</translation>
        </message>
        <message>
            <source>Call for help</source>
            <translation>Pedir ayuda</translation>
        </message>
        <message>
            <source>If nothing here works: the key switch beside the gate opens and blocks it.</source>
            <translation>Si nada de aquí funciona: la llave junto al portón lo abre y lo bloquea.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
    </context>
    <context>
        <name>Error</name>
        <message>
            <source>The disk of this PC is full</source>
            <translation>El disco de esta PC está lleno</translation>
        </message>
        <message>
            <source>Nothing can be recorded, so nothing opens by itself.</source>
            <translation>No se puede registrar nada, así que nada se abre solo.</translation>
        </message>
        <message>
            <source>Open by hand only, write visitors down, and call the technician to free space.</source>
            <translation>Abra solo a mano, anote a los visitantes y llame al técnico para que libere espacio.</translation>
        </message>
        <message>
            <source>The disk of this PC cannot be written</source>
            <translation>No se puede escribir en el disco de esta PC</translation>
        </message>
        <message>
            <source>Open by hand only, write visitors down, and call the technician.</source>
            <translation>Abra solo a mano, anote a los visitantes y llame al técnico.</translation>
        </message>
        <message>
            <source>This opening could not be recorded</source>
            <translation>Esta apertura no se pudo registrar</translation>
        </message>
        <message>
            <source>Neither the journal nor the emergency file could be written.</source>
            <translation>No se pudo escribir ni el diario ni el archivo de emergencia.</translation>
        </message>
        <message>
            <source>Write it down by hand and call the technician.</source>
            <translation>Anótela a mano y llame al técnico.</translation>
        </message>
        <message>
            <source>A file of the store is damaged</source>
            <translation>Un archivo del almacén está dañado</translation>
        </message>
        <message>
            <source>What is on the disk is not what was written.</source>
            <translation>Lo que hay en el disco no es lo que se escribió.</translation>
        </message>
        <message>
            <source>Go on working, and call the technician to look at the disk.</source>
            <translation>Siga trabajando y llame al técnico para que revise el disco.</translation>
        </message>
        <message>
            <source>This program is older than its store</source>
            <translation>Este programa es más viejo que su almacén</translation>
        </message>
        <message>
            <source>Install the newer program again. Nothing was changed.</source>
            <translation>Instale otra vez el programa nuevo. No se cambió nada.</translation>
        </message>
        <message>
            <source>The store does not open</source>
            <translation>El almacén no abre</translation>
        </message>
        <message>
            <source>Its key does not fit, or its first page is damaged.</source>
            <translation>Su llave no sirve o su primera página está dañada.</translation>
        </message>
        <message>
            <source>Use the recovery key of this site, or restore a backup. Nothing was deleted.</source>
            <translation>Use la llave de recuperación de este lugar o restaure una copia. No se borró nada.</translation>
        </message>
        <message>
            <source>This console is already running</source>
            <translation>Esta consola ya está en marcha</translation>
        </message>
        <message>
            <source>Another program of this PC holds the store.</source>
            <translation>Otro programa de esta PC tiene el almacén.</translation>
        </message>
        <message>
            <source>Use the window that is already open, or close the other program.</source>
            <translation>Use la ventana que ya está abierta o cierre el otro programa.</translation>
        </message>
        <message>
            <source>The keyring of this PC no longer has its key</source>
            <translation>El llavero de esta PC ya no tiene su llave</translation>
        </message>
        <message>
            <source>The user may be a new one, or the system was installed anew.</source>
            <translation>Puede ser otro usuario, o el sistema se instaló de nuevo.</translation>
        </message>
        <message>
            <source>Use the recovery key of this site. Nothing was deleted: unsent entries are safe.</source>
            <translation>Use la llave de recuperación de este sitio. No se borró nada: las entradas por enviar están a salvo.</translation>
        </message>
        <message>
            <source>Its passphrase is missing or another one</source>
            <translation>Su frase falta o es otra</translation>
        </message>
        <message>
            <source>This store is opened with a passphrase.</source>
            <translation>Este almacén se abre con una frase.</translation>
        </message>
        <message>
            <source>That is not a recovery key</source>
            <translation>Esa no es una llave de recuperación</translation>
        </message>
        <message>
            <source>The letters do not fit together: one may be missing or mistaken for another.</source>
            <translation>Las letras no concuerdan: puede faltar una o estar confundida con otra.</translation>
        </message>
        <message>
            <source>Compare them with the paper, group by group.</source>
            <translation>Compárelas con el papel, grupo por grupo.</translation>
        </message>
        <message>
            <source>This recovery key is another site's</source>
            <translation>Esta llave de recuperación es de otro sitio</translation>
        </message>
        <message>
            <source>It does not fit this store.</source>
            <translation>No corresponde a este almacén.</translation>
        </message>
        <message>
            <source>Look for the paper of this site.</source>
            <translation>Busque el papel de este sitio.</translation>
        </message>
        <message>
            <source>The keyring of this PC cannot be used</source>
            <translation>No se puede usar el llavero de esta PC</translation>
        </message>
        <message>
            <source>The key of the store is kept there.</source>
            <translation>Ahí se guarda la llave del almacén.</translation>
        </message>
        <message>
            <source>Unlock it and try again, or use a passphrase or the recovery key. Nothing was deleted.</source>
            <translation>Desbloquéelo e intente de nuevo, o use una frase o la llave de recuperación. No se borró nada.</translation>
        </message>
        <message>
            <source>This PC is not set up yet</source>
            <translation>Esta PC aún no está configurada</translation>
        </message>
        <message>
            <source>It has no settings, or no key.</source>
            <translation>No tiene ajustes o no tiene llave.</translation>
        </message>
        <message>
            <source>Start the set-up, or restore a backup.</source>
            <translation>Inicie la configuración o restaure una copia.</translation>
        </message>
        <message>
            <source>A setting cannot be taken</source>
            <translation>Un ajuste no se puede usar</translation>
        </message>
        <message>
            <source>Correct it, or call the technician.</source>
            <translation>Corríjalo o llame al técnico.</translation>
        </message>
        <message>
            <source>E-mail or password is wrong</source>
            <translation>El correo o la contraseña no es correcto</translation>
        </message>
        <message>
            <source>The central API does not know this pair.</source>
            <translation>La central no conoce esa combinación.</translation>
        </message>
        <message>
            <source>Type both again. Capital letters count.</source>
            <translation>Escriba los dos de nuevo. Las mayúsculas cuentan.</translation>
        </message>
        <message>
            <source>This account is blocked</source>
            <translation>Esta cuenta está bloqueada</translation>
        </message>
        <message>
            <source>The central API does not let it in any more.</source>
            <translation>La central ya no la deja entrar.</translation>
        </message>
        <message>
            <source>Ask the administrator.</source>
            <translation>Pregunte al administrador.</translation>
        </message>
        <message>
            <source>No connection to the central API</source>
            <translation>Sin conexión con la central</translation>
        </message>
        <message>
            <source>The central API did not answer.</source>
            <translation>La central no respondió.</translation>
        </message>
        <message>
            <source>Go on working: entries are kept here and are sent when the connection is back.</source>
            <translation>Siga trabajando: las entradas se guardan aquí y se envían cuando vuelva la conexión.</translation>
        </message>
        <message>
            <source>The network is not open yet</source>
            <translation>La red aún no está abierta</translation>
        </message>
        <message>
            <source>It answered in place of the central API: perhaps with its own sign-in page.</source>
            <translation>Respondió en lugar de la central: quizá con su propia página de acceso.</translation>
        </message>
        <message>
            <source>Open a web page on this PC and sign in to the network, or call the technician.</source>
            <translation>Abra una página web en esta PC y entre a la red, o llame al técnico.</translation>
        </message>
        <message>
            <source>One moment, please</source>
            <translation>Un momento, por favor</translation>
        </message>
        <message>
            <source>The central API asks for a pause.</source>
            <translation>La central pide una pausa.</translation>
        </message>
        <message>
            <source>Wait a little and try again.</source>
            <translation>Espere un poco e intente de nuevo.</translation>
        </message>
        <message>
            <source>The session at the central API has ended</source>
            <translation>La sesión con la central terminó</translation>
        </message>
        <message>
            <source>The central API asks who is there.</source>
            <translation>La central pregunta quién está ahí.</translation>
        </message>
        <message>
            <source>Sign in again. The gate goes on meanwhile.</source>
            <translation>Inicie sesión de nuevo. El portón sigue trabajando.</translation>
        </message>
        <message>
            <source>The central API does not allow this console that</source>
            <translation>La central no se lo permite a esta consola</translation>
        </message>
        <message>
            <source>Its key or its account is not accepted.</source>
            <translation>No acepta su llave o su cuenta.</translation>
        </message>
        <message>
            <source>Call the technician. Entries are kept here.</source>
            <translation>Llame al técnico. Las entradas se guardan aquí.</translation>
        </message>
        <message>
            <source>This account may not work here any more</source>
            <translation>Esta cuenta ya no puede trabajar aquí</translation>
        </message>
        <message>
            <source>The central API has blocked it, or given it another post. The shift is over.</source>
            <translation>La API central la bloqueó o le dio otro puesto. El turno terminó.</translation>
        </message>
        <message>
            <source>Sign in again if your post has changed; else ask a supervisor.</source>
            <translation>Inicie sesión de nuevo si cambió su puesto; si no, pregunte a un supervisor.</translation>
        </message>
        <message>
            <source>Without it, this PC does not know your password, only your PIN.</source>
            <translation>Sin ella esta PC no conoce su contraseña, solo su PIN.</translation>
        </message>
        <message>
            <source>Type your e-mail and, in the password's place, your PIN.</source>
            <translation>Escriba su correo y, en lugar de la contraseña, su PIN.</translation>
        </message>
        <message>
            <source>Your offline permit is over</source>
            <translation>Su permiso sin conexión terminó</translation>
        </message>
        <message>
            <source>Without internet nobody works here longer than the central API allowed.</source>
            <translation>Sin internet nadie trabaja aquí más tiempo del que permitió la central.</translation>
        </message>
        <message>
            <source>Sign in when the connection is back. The gate's key switch works.</source>
            <translation>Inicie sesión cuando vuelva la conexión. La llave del portón funciona.</translation>
        </message>
        <message>
            <source>The enrolment code does not help</source>
            <translation>El código de alta no sirve</translation>
        </message>
        <message>
            <source>The central API does not know it.</source>
            <translation>La central no lo conoce.</translation>
        </message>
        <message>
            <source>It was used already; it works once.</source>
            <translation>Ya se usó; vale una sola vez.</translation>
        </message>
        <message>
            <source>It is too old.</source>
            <translation>Ya venció.</translation>
        </message>
        <message>
            <source>Compare it letter by letter, or ask a supervisor for a new one.</source>
            <translation>Compárelo letra por letra o pida uno nuevo a un supervisor.</translation>
        </message>
        <message>
            <source>The central API cannot enrol consoles</source>
            <translation>La central no puede dar de alta consolas</translation>
        </message>
        <message>
            <source>The gatehouse functions are not installed there.</source>
            <translation>Allí no están instaladas las funciones de la garita.</translation>
        </message>
        <message>
            <source>Ask the administrator to install them.</source>
            <translation>Pida al administrador que las instale.</translation>
        </message>
        <message>
            <source>This is the training edition</source>
            <translation>Esta es la edición de práctica</translation>
        </message>
        <message>
            <source>It works on its own sandbox site only.</source>
            <translation>Solo funciona en su propio sitio de práctica.</translation>
        </message>
        <message>
            <source>Install the console's edition on this PC.</source>
            <translation>Instale en esta PC la edición de la consola.</translation>
        </message>
        <message>
            <source>The central API is newer than this console</source>
            <translation>La central es más nueva que esta consola</translation>
        </message>
        <message>
            <source>They do not speak the same version.</source>
            <translation>No hablan la misma versión.</translation>
        </message>
        <message>
            <source>Update this console. Nothing is lost meanwhile.</source>
            <translation>Actualice esta consola. Mientras tanto no se pierde nada.</translation>
        </message>
        <message>
            <source>This key must not be on a gatehouse PC</source>
            <translation>Esta llave no debe estar en la PC de una garita</translation>
        </message>
        <message>
            <source>It is a secret one: it opens the whole database, past every rule.</source>
            <translation>Es secreta: abre toda la base de datos, sin ninguna regla.</translation>
        </message>
        <message>
            <source>Put the publishable key there, and replace the secret one: it has been seen.</source>
            <translation>Ponga la llave publicable y cambie la secreta: ya fue vista.</translation>
        </message>
        <message>
            <source>The camera's picture stands still</source>
            <translation>La imagen de la cámara está detenida</translation>
        </message>
        <message>
            <source>It sends the same picture again and again: what you see is not the lane now.</source>
            <translation>Envía la misma imagen una y otra vez: lo que ve no es el carril de ahora.</translation>
        </message>
        <message>
            <source>Do not rely on it. If it stays so, switch the camera off and on.</source>
            <translation>No se fíe de ella. Si sigue así, apague y encienda la cámara.</translation>
        </message>
        <message>
            <source>The camera's picture is black</source>
            <translation>La imagen de la cámara está negra</translation>
        </message>
        <message>
            <source>It sends pictures, but there is nothing on them.</source>
            <translation>Envía imágenes, pero no se ve nada en ellas.</translation>
        </message>
        <message>
            <source>See whether something covers the lens, and whether the lane has light.</source>
            <translation>Vea si algo tapa el lente y si el carril tiene luz.</translation>
        </message>
        <message>
            <source>The camera's picture has another size</source>
            <translation>La imagen de la cámara tiene otro tamaño</translation>
        </message>
        <message>
            <source>Codes may be too small in it to be read.</source>
            <translation>Los códigos pueden verse demasiado pequeños para leerse.</translation>
        </message>
        <message>
            <source>A technician sets the camera back to its main stream.</source>
            <translation>Un técnico vuelve a poner la cámara en su flujo principal.</translation>
        </message>
        <message>
            <source>The hand scanner is not there</source>
            <translation>El lector de mano no está conectado</translation>
        </message>
        <message>
            <source>Its port cannot be opened, or was lost.</source>
            <translation>Su puerto no se puede abrir o se perdió.</translation>
        </message>
        <message>
            <source>Plug it in: it works again by itself. Codes can be typed meanwhile.</source>
            <translation>Conéctelo: vuelve a funcionar solo. Mientras tanto, los códigos se pueden escribir.</translation>
        </message>
        <message>
            <source>The recording cannot be read</source>
            <translation>No se puede leer la grabación</translation>
        </message>
        <message>
            <source>The camera is set to a file that is missing or is no picture and no video.</source>
            <translation>La cámara está puesta en un archivo que falta o que no es imagen ni video.</translation>
        </message>
        <message>
            <source>A technician chooses another file or folder under Devices.</source>
            <translation>Un técnico elige otro archivo o carpeta en Equipos.</translation>
        </message>
        <message>
            <source>The camera gives no pictures</source>
            <translation>La cámara no da imagen</translation>
        </message>
        <message>
            <source>It is connected and sends nothing.</source>
            <translation>Está conectada y no manda nada.</translation>
        </message>
        <message>
            <source>It may be starting, which takes a minute. If it stays so, switch it off and on.</source>
            <translation>Puede estar iniciando, tarda un minuto. Si sigue así, apáguela y enciéndala.</translation>
        </message>
        <message>
            <source>The camera cannot be reached</source>
            <translation>No se alcanza la cámara</translation>
        </message>
        <message>
            <source>It is switched off, unplugged, or the network to it is down.</source>
            <translation>Está apagada, desconectada o sin red.</translation>
        </message>
        <message>
            <source>Go on: type the code or look for the name. It comes back by itself.</source>
            <translation>Siga: escriba el código o busque el nombre. La cámara vuelve sola.</translation>
        </message>
        <message>
            <source>The camera refuses the password</source>
            <translation>La cámara rechaza la contraseña</translation>
        </message>
        <message>
            <source>It answers, but not with this user name and password.</source>
            <translation>Responde, pero no con este usuario y contraseña.</translation>
        </message>
        <message>
            <source>A technician enters the camera's own password under Devices.</source>
            <translation>Un técnico escribe la contraseña de la cámara en Equipos.</translation>
        </message>
        <message>
            <source>The camera is not there</source>
            <translation>La cámara no está</translation>
        </message>
        <message>
            <source>It is not plugged in, or another program uses it.</source>
            <translation>No está conectada o la usa otro programa.</translation>
        </message>
        <message>
            <source>Plug it in, and close other programs that use it.</source>
            <translation>Conéctela y cierre otros programas que la usen.</translation>
        </message>
        <message>
            <source>No code was read</source>
            <translation>No se leyó ningún código</translation>
        </message>
        <message>
            <source>The camera saw no code of the letter.</source>
            <translation>La cámara no vio ningún código de la carta.</translation>
        </message>
        <message>
            <source>Hold it flat and still, in good light, half the picture wide; or type it.</source>
            <translation>Sosténgala plana y quieta, con buena luz, a media imagen de ancho; o escríbalo.</translation>
        </message>
        <message>
            <source>This is not a camera's stream</source>
            <translation>Esto no es la imagen de una cámara</translation>
        </message>
        <message>
            <source>Something answers at this address, but it sends no pictures.</source>
            <translation>Algo responde en esta dirección, pero no manda imagen.</translation>
        </message>
        <message>
            <source>A technician corrects the address under Devices.</source>
            <translation>Un técnico corrige la dirección en Equipos.</translation>
        </message>
        <message>
            <source>The gates cannot be loaded</source>
            <translation>No se pueden cargar los portones</translation>
        </message>
        <message>
            <source>The file with the gates is missing or damaged.</source>
            <translation>Falta el archivo de los portones o está dañado.</translation>
        </message>
        <message>
            <source>Use the key switch, and call the technician.</source>
            <translation>Use la llave y llame al técnico.</translation>
        </message>
        <message>
            <source>The lockdown could not be changed</source>
            <translation>No se pudo cambiar el bloqueo</translation>
        </message>
        <message>
            <source>The file that holds it cannot be written.</source>
            <translation>No se puede escribir el archivo que lo guarda.</translation>
        </message>
        <message>
            <source>Block the gate with the key switch, and call the technician.</source>
            <translation>Bloquee el portón con la llave y llame al técnico.</translation>
        </message>
        <message>
            <source>The network cannot be searched</source>
            <translation>No se puede buscar en la red</translation>
        </message>
        <message>
            <source>This PC does not let the console listen for announcements.</source>
            <translation>Esta PC no deja que la consola escuche los anuncios.</translation>
        </message>
        <message>
            <source>Enter the relay's address by hand.</source>
            <translation>Escriba la dirección del relé a mano.</translation>
        </message>
        <message>
            <source>These six digits are not right</source>
            <translation>Esos seis dígitos no son correctos</translation>
        </message>
        <message>
            <source>Or their half minute is over.</source>
            <translation>O ya pasó su medio minuto.</translation>
        </message>
        <message>
            <source>Type those that the app shows now.</source>
            <translation>Escriba los que la aplicación muestra ahora.</translation>
        </message>
        <message>
            <source>Choose another PIN</source>
            <translation>Elija otro PIN</translation>
        </message>
        <message>
            <source>A PIN has 4 to 8 digits, not all the same.</source>
            <translation>Un PIN tiene de 4 a 8 dígitos, no todos iguales.</translation>
        </message>
        <message>
            <source>Type another one.</source>
            <translation>Escriba otro.</translation>
        </message>
        <message>
            <source>The file cannot be written</source>
            <translation>No se puede escribir el archivo</translation>
        </message>
        <message>
            <source>The folder is not there, or the file is open in another program.</source>
            <translation>La carpeta no está o el archivo está abierto en otro programa.</translation>
        </message>
        <message>
            <source>Close it there, or choose another folder, and export again.</source>
            <translation>Ciérrelo ahí o elija otra carpeta, y exporte de nuevo.</translation>
        </message>
        <message>
            <source>Too much for one file</source>
            <translation>Demasiado para un solo archivo</translation>
        </message>
        <message>
            <source>More rows than this kind of file can hold.</source>
            <translation>Más filas de las que caben en este tipo de archivo.</translation>
        </message>
        <message>
            <source>Choose a shorter time, or export as CSV.</source>
            <translation>Elija un tiempo más corto o exporte como CSV.</translation>
        </message>
        <message>
            <source>No printer took the sheet</source>
            <translation>Ninguna impresora tomó la hoja</translation>
        </message>
        <message>
            <source>This PC has no printer, or it does not answer.</source>
            <translation>Esta PC no tiene impresora, o no responde.</translation>
        </message>
        <message>
            <source>See whether it is switched on and has paper, and print again. The code on the screen works meanwhile.</source>
            <translation>Vea si está encendida y tiene papel, e imprima de nuevo. El código en la pantalla sirve mientras tanto.</translation>
        </message>
        <message>
            <source>The export was stopped</source>
            <translation>Se detuvo la exportación</translation>
        </message>
        <message>
            <source>No file was written.</source>
            <translation>No se escribió ningún archivo.</translation>
        </message>
        <message>
            <source>Start it again when you like.</source>
            <translation>Iníciela de nuevo cuando quiera.</translation>
        </message>
    </context>
    <context>
        <name>Figures</name>
        <message>
            <source>Entries</source>
            <translation>Entradas</translation>
        </message>
        <message>
            <source>Exits</source>
            <translation>Salidas</translation>
        </message>
        <message>
            <source>From scan to open</source>
            <translation>Escaneo a apertura</translation>
        </message>
        <message>
            <source>Gate answers in</source>
            <translation>El portón responde en</translation>
        </message>
        <message>
            <source>Worked alone</source>
            <translation>Trabajó sola</translation>
        </message>
        <message>
            <source>Over their time</source>
            <translation>Pasados de hora</translation>
        </message>
        <message>
            <source>Entries by hour</source>
            <translation>Entradas por hora</translation>
        </message>
        <message>
            <source>Entries by day</source>
            <translation>Entradas por día</translation>
        </message>
        <message>
            <source>Entries by gate</source>
            <translation>Entradas por portón</translation>
        </message>
        <message>
            <source>Entries by type of visitor</source>
            <translation>Entradas por tipo de visita</translation>
        </message>
        <message>
            <source>Refused, and why</source>
            <translation>Negados y por qué</translation>
        </message>
        <message>
            <source>Opened by hand, by whom</source>
            <translation>Abierto a mano, por quién</translation>
        </message>
        <message>
            <source>Save as a picture</source>
            <translation>Guardar como imagen</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Contando…</translation>
        </message>
        <message>
            <source>none</source>
            <translation>ninguno</translation>
        </message>
        <message>
            <source>{count} inside now</source>
            <translation>{count} adentro ahora</translation>
        </message>
        <message>
            <source>of those inside now</source>
            <translation>de los de adentro</translation>
        </message>
        <message>
            <source>95 of 100 within {time}</source>
            <translation>95 de 100 en {time}</translation>
        </message>
        <message>
            <source>never without the central API</source>
            <translation>nunca sin la central</translation>
        </message>
        <message>
            <source>without the central API</source>
            <translation>sin la central</translation>
        </message>
        <message>
            <source>not known here</source>
            <translation>no se sabe aquí</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Guardado: {path}</translation>
        </message>
    </context>
    <context>
        <name>Findings</name>
        <message>
            <source>Address</source>
            <translation>Dirección</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Llave</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Conexión</translation>
        </message>
        <message>
            <source>Contract</source>
            <translation>Contrato</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Reloj</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Versiones</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>Disco</translation>
        </message>
        <message>
            <source>Disk encryption</source>
            <translation>Cifrado del disco</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Memoria</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Account of this PC</source>
            <translation>Cuenta de esta PC</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Zona horaria</translation>
        </message>
        <message>
            <source>Code readers</source>
            <translation>Lectores de códigos</translation>
        </message>
        <message>
            <source>Hand scanner</source>
            <translation>Lector de mano</translation>
        </message>
        <message>
            <source>Key of the store</source>
            <translation>Llave del almacén</translation>
        </message>
        <message>
            <source>Store</source>
            <translation>Almacén</translation>
        </message>
        <message>
            <source>Waiting entries</source>
            <translation>Registros en espera</translation>
        </message>
        <message>
            <source>Saved passes</source>
            <translation>Pases guardados</translation>
        </message>
        <message>
            <source>Permit</source>
            <translation>Permiso</translation>
        </message>
        <message>
            <source>Name lookup</source>
            <translation>Búsqueda del nombre</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Proxy</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Certificado</translation>
        </message>
        <message>
            <source>Central API</source>
            <translation>Central</translation>
        </message>
        <message>
            <source>Changes at once</source>
            <translation>Cambios al instante</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Cámara</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>Portón</translation>
        </message>
        <message>
            <source>Second path</source>
            <translation>Segunda vía</translation>
        </message>
        <message>
            <source>days</source>
            <translation>días</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>horas</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>minutos</translation>
        </message>
        <message>
            <source>seconds</source>
            <translation>segundos</translation>
        </message>
        <message>
            <source>{0} cameras, {1} gates</source>
            <translation>{0} cámaras, {1} portones</translation>
        </message>
        <message>
            <source>{0} free of {1} ({2} used)</source>
            <translation>{0} libres de {1} ({2} en uso)</translation>
        </message>
        <message>
            <source>{0} free of {1} ({2} used); the reserve is not there</source>
            <translation>{0} libres de {1} ({2} en uso); falta la reserva</translation>
        </message>
        <message>
            <source>{0} available</source>
            <translation>{0} disponibles</translation>
        </message>
        <message>
            <source>this system does not tell</source>
            <translation>este sistema no lo dice</translation>
        </message>
        <message>
            <source>a plain account</source>
            <translation>una cuenta normal</translation>
        </message>
        <message>
            <source>the console runs as root</source>
            <translation>la consola se ejecuta como root</translation>
        </message>
        <message>
            <source>the PC is at UTC{0}, the site ({1}) at UTC{2} now</source>
            <translation>la PC está en UTC{0}, el sitio ({1}) en UTC{2} ahora</translation>
        </message>
        <message>
            <source>the PC is at UTC{0}, the site ({1}) at UTC{2} from about {3}</source>
            <translation>la PC está en UTC{0}, el sitio ({1}) en UTC{2} desde el {3} aproximadamente</translation>
        </message>
        <message>
            <source>the key is in {0}</source>
            <translation>la llave está en {0}</translation>
        </message>
        <message>
            <source>opened by a passphrase, which whoever starts the program gives</source>
            <translation>se abre con una frase que da quien inicia el programa</translation>
        </message>
        <message>
            <source>only the recovery key opens the store</source>
            <translation>solo la llave de recuperación abre el almacén</translation>
        </message>
        <message>
            <source>there is no key file</source>
            <translation>no hay archivo de llave</translation>
        </message>
        <message>
            <source>open, chain and head agree</source>
            <translation>abierto, la cadena y su fin coinciden</translation>
        </message>
        <message>
            <source>opens, chain and head agree</source>
            <translation>se abre, la cadena y su fin coinciden</translation>
        </message>
        <message>
            <source>{0} entries wait, {1} in quarantine; the oldest for {2}</source>
            <translation>{0} registros esperan, {1} en cuarentena; el más antiguo desde hace {2}</translation>
        </message>
        <message>
            <source>{0} entries wait, {1} in quarantine</source>
            <translation>{0} registros esperan, {1} en cuarentena</translation>
        </message>
        <message>
            <source>no pass was ever loaded</source>
            <translation>nunca se cargó un pase</translation>
        </message>
        <message>
            <source>passes as of {0} ago</source>
            <translation>pases de hace {0}</translation>
        </message>
        <message>
            <source>this PC was not enrolled</source>
            <translation>esta PC no está inscrita</translation>
        </message>
        <message>
            <source>nobody on duty has one</source>
            <translation>nadie en turno tiene uno</translation>
        </message>
        <message>
            <source>it has ended</source>
            <translation>ya terminó</translation>
        </message>
        <message>
            <source>holds for another {0}</source>
            <translation>vale otros {0}</translation>
        </message>
        <message>
            <source>the name {0} leads nowhere</source>
            <translation>el nombre {0} no lleva a ninguna parte</translation>
        </message>
        <message>
            <source>none: this PC asks directly</source>
            <translation>ninguno: esta PC pregunta directamente</translation>
        </message>
        <message>
            <source>through {0}</source>
            <translation>por {0}</translation>
        </message>
        <message>
            <source>without TLS: only for trying out on this PC</source>
            <translation>sin TLS: solo para probar en esta PC</translation>
        </message>
        <message>
            <source>The connection is encrypted and verified. ({0}, until {1})</source>
            <translation>La conexión está cifrada y verificada. ({0}, hasta {1})</translation>
        </message>
        <message>
            <source>The connection is encrypted and verified.</source>
            <translation>La conexión está cifrada y verificada.</translation>
        </message>
        <message>
            <source>The certificate is good, but only for another {0}.</source>
            <translation>El certificado es bueno, pero solo por otros {0}.</translation>
        </message>
        <message>
            <source>answers in {0} ms, contract {1}</source>
            <translation>responde en {0} ms, contrato {1}</translation>
        </message>
        <message>
            <source>{0} s to the central API</source>
            <translation>{0} s respecto a la central</translation>
        </message>
        <message>
            <source>the central API did not tell the time</source>
            <translation>la central no dijo la hora</translation>
        </message>
        <message>
            <source>known only while the console runs</source>
            <translation>se sabe solo con la consola abierta</translation>
        </message>
        <message>
            <source>the running console knows: look at its self-test</source>
            <translation>lo sabe la consola abierta: vea su autoprueba</translation>
        </message>
        <message>
            <source>changes arrive within seconds</source>
            <translation>los cambios llegan en segundos</translation>
        </message>
        <message>
            <source>away, as the central API is</source>
            <translation>ausente, como la central</translation>
        </message>
        <message>
            <source>the channel is not open</source>
            <translation>el canal no está abierto</translation>
        </message>
        <message>
            <source>{0}: no picture yet</source>
            <translation>{0}: aún sin imagen</translation>
        </message>
        <message>
            <source>{0}: {1}, {2} pictures a second</source>
            <translation>{0}: {1}, {2} imágenes por segundo</translation>
        </message>
        <message>
            <source>{0}: its address answers</source>
            <translation>{0}: su dirección responde</translation>
        </message>
        <message>
            <source>{0}: no answer ({1})</source>
            <translation>{0}: sin respuesta ({1})</translation>
        </message>
        <message>
            <source>{0}: unknown, answers in {1} ms</source>
            <translation>{0}: posición desconocida, responde en {1} ms</translation>
        </message>
        <message>
            <source>{0}: closed, answers in {1} ms</source>
            <translation>{0}: cerrado, responde en {1} ms</translation>
        </message>
        <message>
            <source>{0}: opening, answers in {1} ms</source>
            <translation>{0}: abriendo, responde en {1} ms</translation>
        </message>
        <message>
            <source>{0}: open, answers in {1} ms</source>
            <translation>{0}: abierto, responde en {1} ms</translation>
        </message>
        <message>
            <source>{0}: closing, answers in {1} ms</source>
            <translation>{0}: cerrando, responde en {1} ms</translation>
        </message>
        <message>
            <source>{0}: left_open, answers in {1} ms</source>
            <translation>{0}: quedó abierto, responde en {1} ms</translation>
        </message>
        <message>
            <source>{0}: forced_open, answers in {1} ms</source>
            <translation>{0}: forzado, responde en {1} ms</translation>
        </message>
        <message>
            <source>{0}: unknown</source>
            <translation>{0}: posición desconocida</translation>
        </message>
        <message>
            <source>{0}: closed</source>
            <translation>{0}: cerrado</translation>
        </message>
        <message>
            <source>{0}: opening</source>
            <translation>{0}: abriendo</translation>
        </message>
        <message>
            <source>{0}: open</source>
            <translation>{0}: abierto</translation>
        </message>
        <message>
            <source>{0}: closing</source>
            <translation>{0}: cerrando</translation>
        </message>
        <message>
            <source>{0}: left_open</source>
            <translation>{0}: quedó abierto</translation>
        </message>
        <message>
            <source>{0}: forced_open</source>
            <translation>{0}: forzado</translation>
        </message>
        <message>
            <source>no second path is set up</source>
            <translation>no hay segunda vía configurada</translation>
        </message>
        <message>
            <source>the second path is there</source>
            <translation>la segunda vía está</translation>
        </message>
        <message>
            <source>the second path does not work: {0}</source>
            <translation>la segunda vía no funciona: {0}</translation>
        </message>
        <message>
            <source>right to the second</source>
            <translation>exacto al segundo</translation>
        </message>
        <message>
            <source>this PC is {0} behind</source>
            <translation>esta PC está {0} atrasada</translation>
        </message>
        <message>
            <source>this PC is {0} ahead</source>
            <translation>esta PC está {0} adelantada</translation>
        </message>
        <message>
            <source>a publishable key</source>
            <translation>una llave publicable</translation>
        </message>
        <message>
            <source>a public key of the older kind</source>
            <translation>una llave pública del tipo anterior</translation>
        </message>
        <message>
            <source>a key of an unknown kind</source>
            <translation>una llave de tipo desconocido</translation>
        </message>
        <message>
            <source>blanks or strange letters stand in it</source>
            <translation>hay espacios o letras extrañas</translation>
        </message>
        <message>
            <source>there is none</source>
            <translation>no hay ninguna</translation>
        </message>
        <message>
            <source>The key in the settings is a secret one: it opens the whole database, past every rule.</source>
            <translation>Es una llave secreta: abre toda la base de datos, sin ninguna regla.</translation>
        </message>
        <message>
            <source>Put the publishable key there (sb_publishable_…), and replace the secret one: it has been seen.</source>
            <translation>Ponga la llave publicable (sb_publishable_…) y cambie la secreta: ya fue vista.</translation>
        </message>
        <message>
            <source>{0} is no address</source>
            <translation>{0} no es una dirección</translation>
        </message>
        <message>
            <source>it contains a name or a password</source>
            <translation>contiene un nombre o una contraseña</translation>
        </message>
        <message>
            <source>{0} is no web address</source>
            <translation>{0} no es una dirección web</translation>
        </message>
        <message>
            <source>it begins with http: passwords and visitors' names would travel in the open</source>
            <translation>empieza con http: contraseñas y nombres viajarían a la vista</translation>
        </message>
        <message>
            <source>it goes on after the host's name</source>
            <translation>sigue después del nombre del servidor</translation>
        </message>
        <message>
            <source>Type it as in the letter, like https://data.portun.app.</source>
            <translation>Escríbala como en la carta, por ejemplo https://data.portun.app.</translation>
        </message>
        <message>
            <source>Leave out everything before the @.</source>
            <translation>Quite todo lo que va antes de la @.</translation>
        </message>
        <message>
            <source>It begins with https://.</source>
            <translation>Empieza con https://.</translation>
        </message>
        <message>
            <source>Use the address that begins with https://.</source>
            <translation>Use la dirección que empieza con https://.</translation>
        </message>
        <message>
            <source>Use only {0}.</source>
            <translation>Use solo {0}.</translation>
        </message>
        <message>
            <source>Only for trying out: use https for a real site.</source>
            <translation>Solo para probar: use https en un sitio real.</translation>
        </message>
        <message>
            <source>Portun gatehouse contract 1</source>
            <translation>contrato 1 de garitas Portun</translation>
        </message>
        <message>
            <source>the first contract: no exits, refusals or photos reach the central API</source>
            <translation>el primer contrato: salidas, rechazos y fotos no llegan a la central</translation>
        </message>
        <message>
            <source>it does not know this key</source>
            <translation>no conoce esta llave</translation>
        </message>
        <message>
            <source>it leads on to {0}</source>
            <translation>lleva a {0}</translation>
        </message>
        <message>
            <source>it is in trouble ({0})</source>
            <translation>tiene problemas ({0})</translation>
        </message>
        <message>
            <source>something else answered ({0}), perhaps the sign-in page of this network</source>
            <translation>respondió otra cosa ({0}), quizá la página de entrada de esta red</translation>
        </message>
        <message>
            <source>this is no Portun central API ({0})</source>
            <translation>no es una central de Portun ({0})</translation>
        </message>
        <message>
            <source>answered {0}; TLS, the certificate is verified</source>
            <translation>respondió {0}; TLS, certificado verificado</translation>
        </message>
        <message>
            <source>answered {0}; without TLS, on this PC</source>
            <translation>respondió {0}; sin TLS, en esta PC</translation>
        </message>
        <message>
            <source>nobody answers there</source>
            <translation>nadie responde ahí</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>sin respuesta a tiempo</translation>
        </message>
        <message>
            <source>the network's proxy refuses</source>
            <translation>el proxy de la red lo rechaza</translation>
        </message>
        <message>
            <source>The name {0} is not known in this network.</source>
            <translation>El nombre {0} no se conoce en esta red.</translation>
        </message>
        <message>
            <source>{0} does not take connections from here.</source>
            <translation>{0} no acepta conexiones desde aquí.</translation>
        </message>
        <message>
            <source>What answers at {0} speaks no TLS.</source>
            <translation>Lo que responde en {0} no habla TLS.</translation>
        </message>
        <message>
            <source>{0} offers only TLS versions that are no longer safe.</source>
            <translation>{0} solo ofrece versiones de TLS que ya no son seguras.</translation>
        </message>
        <message>
            <source>The certificate of {0} ended on {1}.</source>
            <translation>El certificado de {0} venció el {1}.</translation>
        </message>
        <message>
            <source>The certificate of {0} begins only on {1}.</source>
            <translation>El certificado de {0} vale apenas desde el {1}.</translation>
        </message>
        <message>
            <source>The certificate is for {0}, not for {1}.</source>
            <translation>El certificado es para {0}, no para {1}.</translation>
        </message>
        <message>
            <source>The certificate of {0} was made by nobody but itself.</source>
            <translation>El certificado de {0} se firmó a sí mismo.</translation>
        </message>
        <message>
            <source>The certificate of {0} was issued by {1}, whom this PC does not know.</source>
            <translation>El certificado de {0} lo emitió {1}, que esta PC no conoce.</translation>
        </message>
        <message>
            <source>The certificate of {0} cannot be verified.</source>
            <translation>El certificado de {0} no se puede verificar.</translation>
        </message>
        <message>
            <source>Check the address in the settings, and whether other pages open on this PC.</source>
            <translation>Revise la dirección y si otras páginas abren en esta PC.</translation>
        </message>
        <message>
            <source>Check the internet line; a firewall may hold the connection back.</source>
            <translation>Revise la línea de internet; un firewall puede retener la conexión.</translation>
        </message>
        <message>
            <source>Check the address and the port; a proxy or a sign-in page of the network may answer instead.</source>
            <translation>Revise dirección y puerto; puede responder un proxy o la página de entrada de la red.</translation>
        </message>
        <message>
            <source>Tell the administrator of the central API, or of the proxy in between.</source>
            <translation>Avise al administrador de la central, o del proxy intermedio.</translation>
        </message>
        <message>
            <source>Check this PC's date first. If that is right, tell the administrator of the central API.</source>
            <translation>Revise primero la fecha de esta PC. Si es correcta, avise al administrador de la central.</translation>
        </message>
        <message>
            <source>This PC's clock is probably slow: set date and time.</source>
            <translation>El reloj de esta PC está quizá atrasado: ajuste fecha y hora.</translation>
        </message>
        <message>
            <source>Check the address in the settings; a sign-in page of the network may answer instead.</source>
            <translation>Revise la dirección; puede responder la página de entrada de la red.</translation>
        </message>
        <message>
            <source>If the site runs its own central API, put its certificate into the settings. If not, somebody is in between.</source>
            <translation>Si el sitio tiene su propia central, instale su certificado en esta PC. Si no, alguien está en medio.</translation>
        </message>
        <message>
            <source>A proxy of the network may be looking inside: ask who runs it for its root certificate, or for an exception.</source>
            <translation>Un proxy de la red puede estar mirando: pida su certificado raíz o una excepción a quien lo administra.</translation>
        </message>
        <message>
            <source>Tell the technician.</source>
            <translation>Avise al técnico.</translation>
        </message>
        <message>
            <source>Look at the network and at the address.</source>
            <translation>Revise la red y la dirección.</translation>
        </message>
        <message>
            <source>Look at the network cable and the address, and try again.</source>
            <translation>Revise el cable de red y la dirección e intente de nuevo.</translation>
        </message>
        <message>
            <source>Ask who runs this network to let this PC through.</source>
            <translation>Pida a quien administra la red que deje pasar esta PC.</translation>
        </message>
        <message>
            <source>Look at the network cable and at the DNS server of this PC.</source>
            <translation>Revise el cable de red y el servidor DNS de esta PC.</translation>
        </message>
        <message>
            <source>A supervisor looks at them under Review.</source>
            <translation>Un supervisor los ve en Revisión.</translation>
        </message>
        <message>
            <source>Ask the administrator to apply the gatehouse migrations. The console works without them too.</source>
            <translation>Pida al administrador las migraciones de garita. La consola también funciona sin ellas.</translation>
        </message>
        <message>
            <source>Close other programs on this PC, or give it more memory.</source>
            <translation>Cierre otros programas en esta PC o dele más memoria.</translation>
        </message>
        <message>
            <source>Compare it with the administrator's letter.</source>
            <translation>Compárela con la carta del administrador.</translation>
        </message>
        <message>
            <source>Compare the PC's clock by hand.</source>
            <translation>Compare a mano el reloj de la PC.</translation>
        </message>
        <message>
            <source>Copy it again, without blanks.</source>
            <translation>Cópiela de nuevo, sin espacios.</translation>
        </message>
        <message>
            <source>Copy the publishable key again.</source>
            <translation>Copie otra vez la llave publicable.</translation>
        </message>
        <message>
            <source>Copy the publishable key from the administrator's letter.</source>
            <translation>Copie la llave publicable de la carta del administrador.</translation>
        </message>
        <message>
            <source>Correct the address.</source>
            <translation>Corrija la dirección.</translation>
        </message>
        <message>
            <source>Correct the address, or set the gate up anew. It is not driven until then.</source>
            <translation>Corrija la dirección o configure el portón de nuevo. Hasta entonces no se mueve.</translation>
        </message>
        <message>
            <source>Enrol it with a code from a supervisor.</source>
            <translation>Inscríbala con un código de un supervisor.</translation>
        </message>
        <message>
            <source>Free space on this disk now: photos no longer fit.</source>
            <translation>Libere espacio ahora: ya no caben fotos.</translation>
        </message>
        <message>
            <source>Free space on this disk within the next days.</source>
            <translation>Libere espacio en los próximos días.</translation>
        </message>
        <message>
            <source>Give the camera more light or a better line: codes need pictures.</source>
            <translation>Dele a la cámara más luz o mejor red: los códigos necesitan imágenes.</translation>
        </message>
        <message>
            <source>Give the relay a password.</source>
            <translation>Póngale contraseña al relé.</translation>
        </message>
        <message>
            <source>Give this account the right to write there: without logs, trouble cannot be explained.</source>
            <translation>Dele a esta cuenta permiso de escribir ahí: sin registro no se explica un problema.</translation>
        </message>
        <message>
            <source>Look at it under Devices.</source>
            <translation>Véalo en Equipos.</translation>
        </message>
        <message>
            <source>Look at the line to the central API.</source>
            <translation>Revise la línea hacia la central.</translation>
        </message>
        <message>
            <source>Look at the relay's power and network. Open with the physical key switch meanwhile.</source>
            <translation>Revise la corriente y la red del relé. Mientras tanto abra con la llave física.</translation>
        </message>
        <message>
            <source>Look what else writes into this folder.</source>
            <translation>Vea qué más escribe en esta carpeta.</translation>
        </message>
        <message>
            <source>Look whether the disk is there and readable.</source>
            <translation>Vea si el disco está y se puede leer.</translation>
        </message>
        <message>
            <source>Nothing is lost: passes are asked for every minute. Ask whether the network lets websockets through.</source>
            <translation>Nada se pierde: los pases se piden cada minuto. Pregunte si la red deja pasar websockets.</translation>
        </message>
        <message>
            <source>Open a web page on this PC and sign in to the network, or correct the address.</source>
            <translation>Abra una página web y entre en la red, o corrija la dirección.</translation>
        </message>
        <message>
            <source>Set the PC's clock, or switch its time service on.</source>
            <translation>Ajuste el reloj de la PC o active su servicio de hora.</translation>
        </message>
        <message>
            <source>Set the PC's date and time, and let it follow a time server.</source>
            <translation>Ajuste fecha y hora de la PC y que siga un servidor de hora.</translation>
        </message>
        <message>
            <source>Set the PC's time zone to the site's. Entries are not affected: they are kept in UTC.</source>
            <translation>Ponga la zona horaria del sitio. Los registros no cambian: se guardan en UTC.</translation>
        </message>
        <message>
            <source>Set up this console, or restore a backup.</source>
            <translation>Configure esta consola o restaure un respaldo.</translation>
        </message>
        <message>
            <source>Sign in while the central API is there.</source>
            <translation>Entre mientras la central responde.</translation>
        </message>
        <message>
            <source>Sign in while the central API is there: the permit comes by itself.</source>
            <translation>Entre mientras la central responde: el permiso llega solo.</translation>
        </message>
        <message>
            <source>Start it under the guards' own account.</source>
            <translation>Iníciela con la cuenta de los guardias.</translation>
        </message>
        <message>
            <source>The disk has been full. Free space: the reserve is laid again at the next start.</source>
            <translation>El disco estuvo lleno. Libere espacio: la reserva vuelve al próximo inicio.</translation>
        </message>
        <message>
            <source>The local path is not affected. Look at it under Devices.</source>
            <translation>La vía local no se ve afectada. Véalo en Equipos.</translation>
        </message>
        <message>
            <source>Try again in some minutes.</source>
            <translation>Intente de nuevo en unos minutos.</translation>
        </message>
        <message>
            <source>Use https for a real site.</source>
            <translation>Use https en un sitio real.</translation>
        </message>
        <message>
            <source>Use that address, if it is the right one.</source>
            <translation>Use esa dirección, si es la correcta.</translation>
        </message>
        <message>
            <source>Use the recovery key of this site.</source>
            <translation>Use la llave de recuperación de este sitio.</translation>
        </message>
        <message>
            <source>Wait a minute; then look at its power.</source>
            <translation>Espere un minuto; luego revise su corriente.</translation>
        </message>
        <message>
            <source>zxing-cpp does not read a plain code</source>
            <translation>zxing-cpp no lee un código sencillo</translation>
        </message>
        <message>
            <source>Install the console anew.</source>
            <translation>Instale la consola de nuevo.</translation>
        </message>
        <message>
            <source>{0} is there</source>
            <translation>{0} está ahí</translation>
        </message>
        <message>
            <source>{0} is not there; ports of this PC: {1}</source>
            <translation>{0} no está; puertos de esta PC: {1}</translation>
        </message>
        <message>
            <source>Plug the scanner in, or correct its port in the settings.</source>
            <translation>Conecte el lector, o corrija su puerto en los ajustes.</translation>
        </message>
        <message>
            <source>Install libzbar0: codes that the first engine cannot read stay unread.</source>
            <translation>Instale libzbar0: lo que el primer lector no lee queda sin leer.</translation>
        </message>
        <message>
            <source>Install this PC anew with disk encryption (LUKS), or keep it where nobody can take it.</source>
            <translation>Reinstale esta PC con disco cifrado (LUKS) o guárdela donde nadie la tome.</translation>
        </message>
    </context>
    <context>
        <name>FirstStart</name>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Central API</source>
            <translation>Central</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Llave de recuperación</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>Cámaras</translation>
        </message>
        <message>
            <source>Gates</source>
            <translation>Portones</translation>
        </message>
        <message>
            <source>Set this gatehouse up</source>
            <translation>Configurar esta garita</translation>
        </message>
        <message>
            <source>Which language do the guards speak?</source>
            <translation>¿Qué idioma hablan los guardias?</translation>
        </message>
        <message>
            <source>Everybody can change it later with F1.</source>
            <translation>Cada quien puede cambiarlo después con F1.</translation>
        </message>
        <message>
            <source>Which site is this?</source>
            <translation>¿Qué lugar es este?</translation>
        </message>
        <message>
            <source>Address, key and enrolment code stand in the letter from your administrator.</source>
            <translation>La dirección, la llave y el código de alta están en la carta de su administrador.</translation>
        </message>
        <message>
            <source>Write the recovery key down</source>
            <translation>Anote la llave de recuperación</translation>
        </message>
        <message>
            <source>If this PC or its keyring dies, only this key opens what it kept. It is shown once, stored nowhere.</source>
            <translation>Si esta PC o su llavero fallan, solo esta llave abre lo guardado. Se muestra una vez y no se guarda en ningún lado.</translation>
        </message>
        <message>
            <source>Which cameras look at the lane?</source>
            <translation>¿Qué cámaras miran el carril?</translation>
        </message>
        <message>
            <source>One that reads codes is enough. More can be added later under Devices.</source>
            <translation>Basta una que lea códigos. Después se pueden agregar más en Equipos.</translation>
        </message>
        <message>
            <source>Which relays move the gates?</source>
            <translation>¿Qué relés mueven los portones?</translation>
        </message>
        <message>
            <source>Each is checked before a gate hangs on it. Look at the gate while you test.</source>
            <translation>Cada uno se revisa antes de que un portón dependa de él. Mire el portón al probar.</translation>
        </message>
        <message>
            <source>Address of the central API</source>
            <translation>Dirección de la central</translation>
        </message>
        <message>
            <source>Publishable key</source>
            <translation>Llave publicable</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Código de alta</translation>
        </message>
        <message>
            <source>Its last group of letters, from your paper</source>
            <translation>Su último grupo de letras, de su papel</translation>
        </message>
        <message>
            <source>Or the public part of the site's key</source>
            <translation>O la parte pública de la llave del sitio</translation>
        </message>
        <message>
            <source>Name of the camera</source>
            <translation>Nombre de la cámara</translation>
        </message>
        <message>
            <source>Address (rtsp://…, http://…) or USB name</source>
            <translation>Dirección (rtsp://…, http://…) o nombre USB</translation>
        </message>
        <message>
            <source>User name, if it has one</source>
            <translation>Usuario, si tiene</translation>
        </message>
        <message>
            <source>Password, if it has one</source>
            <translation>Contraseña, si tiene</translation>
        </message>
        <message>
            <source>Name of the gate</source>
            <translation>Nombre del portón</translation>
        </message>
        <message>
            <source>Address of the relay</source>
            <translation>Dirección del relé</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un momento…</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Terminar</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Siguiente</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Volver</translation>
        </message>
        <message>
            <source>Check the address</source>
            <translation>Revisar la dirección</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>Dejar de leer</translation>
        </message>
        <message>
            <source>Read its QR by camera</source>
            <translation>Leer su QR con la cámara</translation>
        </message>
        <message>
            <source>Enrol this PC</source>
            <translation>Dar de alta esta PC</translation>
        </message>
        <message>
            <source>I have written it down</source>
            <translation>Ya la anoté</translation>
        </message>
        <message>
            <source>Use the site's key</source>
            <translation>Usar la llave del sitio</translation>
        </message>
        <message>
            <source>Take the marked one out</source>
            <translation>Quitar la marcada</translation>
        </message>
        <message>
            <source>Add and try</source>
            <translation>Agregar y probar</translation>
        </message>
        <message>
            <source>Find relays</source>
            <translation>Buscar relés</translation>
        </message>
        <message>
            <source>Add and check</source>
            <translation>Agregar y revisar</translation>
        </message>
        <message>
            <source>Test the marked gate</source>
            <translation>Probar el portón marcado</translation>
        </message>
        <message>
            <source>This PC now belongs to {site}.</source>
            <translation>Esta PC ahora es de {site}.</translation>
        </message>
        <message>
            <source>Hold the letter's QR here</source>
            <translation>Ponga aquí el QR de la carta</translation>
        </message>
        <message>
            <source>Good. Keep the paper where the site keeps its keys.</source>
            <translation>Bien. Guarde el papel donde el lugar guarda sus llaves.</translation>
        </message>
        <message>
            <source>That is not the last group. Compare it with your paper, letter by letter.</source>
            <translation>Ese no es el último grupo. Compárelo con su papel, letra por letra.</translation>
        </message>
        <message>
            <source>No USB camera is plugged in.</source>
            <translation>No hay cámara USB conectada.</translation>
        </message>
        <message>
            <source>Plugged in: {names}</source>
            <translation>Conectadas: {names}</translation>
        </message>
        <message>
            <source>gives pictures</source>
            <translation>da imagen</translation>
        </message>
        <message numerus="yes">
            <source>%n points to set right under Devices</source>
            <translation>
                <numerusform>%n punto por corregir en Equipos</numerusform>
                <numerusform>%n puntos por corregir en Equipos</numerusform>
            </translation>
        </message>
        <message>
            <source>checked, all good</source>
            <translation>revisado, todo bien</translation>
        </message>
        <message>
            <source>Relays on this network announce themselves.</source>
            <translation>Los relés de esta red se anuncian solos.</translation>
        </message>
        <message numerus="yes">
            <source>%n relays found</source>
            <translation>
                <numerusform>%n relé encontrado</numerusform>
                <numerusform>%n relés encontrados</numerusform>
            </translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
    </context>
    <context>
        <name>Form</name>
        <message>
            <source>Walk-in</source>
            <translation>Visita sin pase</translation>
        </message>
        <message>
            <source>Somebody without a pass: write who, and whom they visit</source>
            <translation>Alguien sin pase: escriba quién es y a quién visita</translation>
        </message>
        <message>
            <source>Delivery</source>
            <translation>Entrega</translation>
        </message>
        <message>
            <source>Who delivers, and to which house</source>
            <translation>Quién entrega y en qué casa</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Persona conocida</translation>
        </message>
        <message>
            <source>Resident, staff, help or taxi: the house is enough</source>
            <translation>Residente, personal, ayuda o taxi: basta la casa</translation>
        </message>
        <message>
            <source>Company or name</source>
            <translation>Empresa o nombre</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>House</source>
            <translation>Casa</translation>
        </message>
        <message>
            <source>Plate</source>
            <translation>Placa</translation>
        </message>
        <message>
            <source>Document, last four</source>
            <translation>Documento, últimos cuatro</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personas</translation>
        </message>
        <message>
            <source>Resident</source>
            <translation>Residente</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Personal</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Ayuda</translation>
        </message>
        <message>
            <source>Taxi</source>
            <translation>Taxi</translation>
        </message>
        <message>
            <source>Open {gate}</source>
            <translation>Abrir {gate}</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>Registrar</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Volver</translation>
        </message>
        <message>
            <source>Looking for the number…</source>
            <translation>Buscando el número…</translation>
        </message>
        <message>
            <source>No number saved</source>
            <translation>Sin número guardado</translation>
        </message>
        <message>
            <source>The host said yes in the app. It is recorded with the host's name.</source>
            <translation>El anfitrión dijo que sí en la aplicación. Queda registrado con su nombre.</translation>
        </message>
        <message>
            <source>Open: the host said yes</source>
            <translation>Abrir: el anfitrión dijo que sí</translation>
        </message>
        <message>
            <source>The host said no in the app.</source>
            <translation>El anfitrión dijo que no en la aplicación.</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Negar</translation>
        </message>
        <message numerus="yes">
            <source>No answer in the app within %n minutes. Call, or decide without.</source>
            <translation>
                <numerusform>Sin respuesta en la app en %n minuto. Llame o decida sin ella.</numerusform>
                <numerusform>Sin respuesta en la app en %n minutos. Llame o decida sin ella.</numerusform>
            </translation>
        </message>
        <message>
            <source>Asked in the host's app at {time}. No answer yet: call, if it takes long.</source>
            <translation>Se preguntó en la aplicación del anfitrión a las {time}. Sin respuesta todavía: llame si tarda.</translation>
        </message>
        <message>
            <source>Say who is at the gate. If the host says yes, the name is recorded with yours.</source>
            <translation>Diga quién está en el portón. Si el anfitrión dice que sí, su nombre queda registrado con el de usted.</translation>
        </message>
        <message>
            <source>Say who is at the gate. A new pass from the host can be scanned at once.</source>
            <translation>Diga quién está en el portón. Un pase nuevo del anfitrión se puede escanear al momento.</translation>
        </message>
        <message>
            <source>Said yes</source>
            <translation>Dijo que sí</translation>
        </message>
        <message>
            <source>Said no</source>
            <translation>Dijo que no</translation>
        </message>
        <message>
            <source>Ask the host</source>
            <translation>Preguntar al anfitrión</translation>
        </message>
        <message>
            <source>The host is not known</source>
            <translation>No se conoce al anfitrión</translation>
        </message>
    </context>
    <context>
        <name>Gate</name>
        <message>
            <source>Position unknown</source>
            <translation>Posición desconocida</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Cerrado</translation>
        </message>
        <message>
            <source>Opening</source>
            <translation>Abriendo</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Abierto</translation>
        </message>
        <message>
            <source>Closing</source>
            <translation>Cerrando</translation>
        </message>
        <message>
            <source>Left open</source>
            <translation>Quedó abierto</translation>
        </message>
        <message>
            <source>Forced open</source>
            <translation>Abierto a la fuerza</translation>
        </message>
        <message>
            <source>Locked down · a supervisor releases</source>
            <translation>Bloqueado · libera el supervisor</translation>
        </message>
        <message>
            <source>In maintenance · does not open from here</source>
            <translation>En mantenimiento · no abre desde aquí</translation>
        </message>
        <message>
            <source>{problem} · use the key switch</source>
            <translation>{problem} · use la llave</translation>
        </message>
        <message>
            <source>No answer for {span} · use the key switch</source>
            <translation>Sin respuesta hace {span} · use la llave</translation>
        </message>
        <message>
            <source>{where} · closes by itself in {span}</source>
            <translation>{where} · se cierra solo en {span}</translation>
        </message>
        <message>
            <source>{where} for {span} · go and look</source>
            <translation>{where} hace {span} · vaya a ver</translation>
        </message>
        <message>
            <source>opens by itself</source>
            <translation>se abre solo</translation>
        </message>
        <message>
            <source>{ms} ms</source>
            <translation>{ms} ms</translation>
        </message>
        <message>
            <source>Open by hand</source>
            <translation>Abrir a mano</translation>
        </message>
        <message>
            <source>hold 1 s
reason is logged</source>
            <translation>mantener 1 s
queda registrado</translation>
        </message>
        <message>
            <source>{n} fps</source>
            <translation>{n} fps</translation>
        </message>
        <message>
            <source>Hold the code closer</source>
            <translation>Acerque más el código</translation>
        </message>
        <message>
            <source>Turn the phone's brightness up</source>
            <translation>Suba el brillo del teléfono</translation>
        </message>
        <message>
            <source>Tilt the phone a little: the light is mirrored</source>
            <translation>Incline un poco el teléfono: refleja la luz</translation>
        </message>
        <message>
            <source>Hold the phone still</source>
            <translation>No mueva el teléfono</translation>
        </message>
        <message>
            <source>Scanned just now</source>
            <translation>Escaneado hace un momento</translation>
        </message>
        <message>
            <source>Scanned: waits for this car</source>
            <translation>Escaneado: espera a este vehículo</translation>
        </message>
        <message>
            <source>One code at a time, please</source>
            <translation>Un código a la vez, por favor</translation>
        </message>
        <message>
            <source>A code stays in view: it is left out until it was gone</source>
            <translation>Un código sigue a la vista: se omite hasta que se retire</translation>
        </message>
        <message>
            <source>No camera here</source>
            <translation>Aquí no hay cámara</translation>
        </message>
        <message>
            <source>Codes can be typed or read with a hand scanner.</source>
            <translation>Los códigos se pueden escribir o leer con un lector de mano.</translation>
        </message>
        <message>
            <source>A technician can add a camera under Devices.</source>
            <translation>Un técnico puede agregar una cámara en Equipos.</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>The gate</source>
            <translation>El portón</translation>
        </message>
        <message>
            <source>Expected today</source>
            <translation>Se esperan hoy</translation>
        </message>
        <message>
            <source>Inside now</source>
            <translation>Adentro ahora</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historial</translation>
        </message>
        <message>
            <source>Shift log</source>
            <translation>Bitácora del turno</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Equipos</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servicio</translation>
        </message>
        <message>
            <source>The visitor holds the code in front of the camera. The card at the right says what to do.</source>
            <translation>El visitante muestra el código a la cámara. La tarjeta de la derecha dice qué hacer.</translation>
        </message>
        <message>
            <source>Green: read it, then Enter opens. Red: Esc refuses. Amber: you decide, on the host's word.</source>
            <translation>Verde: léalo y Enter abre. Rojo: Esc niega. Ámbar: usted decide con la autorización del anfitrión.</translation>
        </message>
        <message>
            <source>No code? Type the name, the house or the plate below the camera, or press F4 or F5.</source>
            <translation>¿Sin código? Escriba el nombre, la casa o la placa bajo la cámara, o pulse F4 o F5.</translation>
        </message>
        <message>
            <source>Without a connection everything goes on; what is weaker, the card says.</source>
            <translation>Sin conexión todo sigue; la tarjeta dice qué es menos seguro.</translation>
        </message>
        <message>
            <source>In an emergency hold “Open by hand” for one second. The reason is asked afterwards.</source>
            <translation>En una emergencia mantenga «Abrir a mano» un segundo. El motivo se pregunta después.</translation>
        </message>
        <message>
            <source>Everybody who is announced for today, by time.</source>
            <translation>Todos los anunciados para hoy, por hora.</translation>
        </message>
        <message>
            <source>Type a few letters, choose with the arrows, press Enter: the verdict comes up on Gate.</source>
            <translation>Escriba unas letras, elija con las flechas y pulse Enter: el resultado aparece en Portón.</translation>
        </message>
        <message>
            <source>Everybody who came in and has not been seen leaving; amber is over their time.</source>
            <translation>Todos los que entraron y no se han visto salir; en ámbar, quienes ya debían haber salido.</translation>
        </message>
        <message>
            <source>Choose who leaves and press Enter. Ctrl P saves the list for an evacuation, offline too.</source>
            <translation>Elija quién sale y pulse Enter. Ctrl P guarda la lista para una evacuación, también sin conexión.</translation>
        </message>
        <message>
            <source>Everything that happened at all gates, newest first.</source>
            <translation>Todo lo que pasó en todos los portones, lo nuevo primero.</translation>
        </message>
        <message>
            <source>Choose a row to see why it was decided so. “Needs review” is what the central API found later.</source>
            <translation>Elija una fila para ver por qué se decidió así. «Por revisar» es lo que la central encontró después.</translation>
        </message>
        <message>
            <source>What happened in this shift, and what you write down for the next guard.</source>
            <translation>Lo que pasó en este turno y lo que usted anota para el siguiente guardia.</translation>
        </message>
        <message>
            <source>“Hand over” ends your shift. Nothing of it blocks the gate.</source>
            <translation>«Entregar turno» termina su turno. Nada de eso detiene el portón.</translation>
        </message>
        <message>
            <source>How each camera and gate is doing, and what its settings should be.</source>
            <translation>Cómo está cada cámara y portón, y cómo deben ser sus ajustes.</translation>
        </message>
        <message>
            <source>“Check settings” asks the relay. Choose an amber point to set it right.</source>
            <translation>«Revisar ajustes» le pregunta al relé. Elija un punto ámbar para corregirlo.</translation>
        </message>
        <message>
            <source>Whether everything works, what the program wrote down, and what support asks for.</source>
            <translation>Si todo funciona, qué anotó el programa y qué pide el soporte.</translation>
        </message>
        <message>
            <source>Choose a line of the self-test to see what to do; click one of the log for its scan.</source>
            <translation>Elija una línea de la autoprueba para ver qué hacer; toque una del registro para ver su lectura.</translation>
        </message>
        <message>
            <source>open, after reading a green verdict</source>
            <translation>abrir, tras leer un resultado verde</translation>
        </message>
        <message>
            <source>refuse, or go back</source>
            <translation>negar o volver</translation>
        </message>
        <message>
            <source>let in on the host's word</source>
            <translation>dejar entrar: el anfitrión autoriza</translation>
        </message>
        <message>
            <source>the host's number</source>
            <translation>el número del anfitrión</translation>
        </message>
        <message>
            <source>take the photo again</source>
            <translation>tomar otra foto</translation>
        </message>
        <message>
            <source>somebody without a pass</source>
            <translation>alguien sin pase</translation>
        </message>
        <message>
            <source>a delivery</source>
            <translation>una entrega</translation>
        </message>
        <message>
            <source>resident, staff, help or taxi</source>
            <translation>residente, personal, ayuda o taxi</translation>
        </message>
        <message>
            <source>somebody leaves</source>
            <translation>alguien sale</translation>
        </message>
        <message>
            <source>the other gate</source>
            <translation>el otro portón</translation>
        </message>
        <message>
            <source>the other camera</source>
            <translation>la otra cámara</translation>
        </message>
        <message>
            <source>the last walk-in's pass</source>
            <translation>el pase de la última visita sin pase</translation>
        </message>
        <message>
            <source>hold: open the first gate by hand</source>
            <translation>mantener: abrir a mano el primer portón</translation>
        </message>
        <message>
            <source>the find field</source>
            <translation>el campo de búsqueda</translation>
        </message>
        <message>
            <source>emergency</source>
            <translation>emergencia</translation>
        </message>
        <message>
            <source>lock the screen</source>
            <translation>bloquear la pantalla</translation>
        </message>
        <message>
            <source>back to the gate; Ctrl 2–7: the other places</source>
            <translation>de vuelta al portón; Ctrl 2–7: los otros lugares</translation>
        </message>
        <message>
            <source>save the list</source>
            <translation>guardar la lista</translation>
        </message>
        <message>
            <source>show or print a walk-in's pass</source>
            <translation>mostrar o imprimir un pase hecho aquí</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscuro</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Claro</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Contraste</translation>
        </message>
        <message>
            <source>Silent</source>
            <translation>Mudo</translation>
        </message>
        <message>
            <source>Soft</source>
            <translation>Suave</translation>
        </message>
        <message>
            <source>Usual</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Loud</source>
            <translation>Fuerte</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Visitor</source>
            <translation>Visitante</translation>
        </message>
        <message>
            <source>Visiting</source>
            <translation>Visita a</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Sentido</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>Portón</translation>
        </message>
        <message>
            <source>Guard</source>
            <translation>Guardia</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Decided by</source>
            <translation>Decidido por</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ayer</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 días</translation>
        </message>
        <message>
            <source>30 days</source>
            <translation>30 días</translation>
        </message>
        <message>
            <source>all</source>
            <translation>todos</translation>
        </message>
        <message>
            <source>Granted</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Negado</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Salió</translation>
        </message>
        <message>
            <source>Opened by hand</source>
            <translation>Abierto a mano</translation>
        </message>
        <message>
            <source>Needs review</source>
            <translation>Por revisar</translation>
        </message>
        <message>
            <source>Gate: {chosen}</source>
            <translation>Portón: {chosen}</translation>
        </message>
        <message>
            <source>Result: {chosen}</source>
            <translation>Resultado: {chosen}</translation>
        </message>
        <message>
            <source>central API</source>
            <translation>la central</translation>
        </message>
        <message>
            <source>saved passes</source>
            <translation>pases guardados</translation>
        </message>
        <message>
            <source>walk-in here</source>
            <translation>registrado aquí</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>todo</translation>
        </message>
        <message>
            <source>Guard {name}</source>
            <translation>Guardia {name}</translation>
        </message>
        <message>
            <source>By {basis}</source>
            <translation>Según {basis}</translation>
        </message>
        <message>
            <source>More · 1</source>
            <translation>Más · 1</translation>
        </message>
        <message>
            <source>More…</source>
            <translation>Más…</translation>
        </message>
        <message>
            <source>Search a visitor, house, plate or the last four of a document…</source>
            <translation>Busque visitante, casa, placa o los últimos cuatro del documento…</translation>
        </message>
        <message>
            <source>Name, house, plate, ID…</source>
            <translation>Nombre, casa, placa, doc…</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>{rows} rows · Stop</source>
            <translation>{rows} filas · Parar</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Guardado: {path}</translation>
        </message>
        <message>
            <source>Entries</source>
            <translation>Entradas</translation>
        </message>
        <message>
            <source>Inside now</source>
            <translation>Adentro ahora</translation>
        </message>
        <message>
            <source>Need review</source>
            <translation>Por revisar</translation>
        </message>
        <message>
            <source>Entries by hour</source>
            <translation>Entradas por hora</translation>
        </message>
        <message>
            <source>{change} % on last week</source>
            <translation>{change} % vs. hace 7 días</translation>
        </message>
        <message numerus="yes">
            <source>%n over their time</source>
            <translation>
                <numerusform>%n fuera de hora</numerusform>
                <numerusform>%n fuera de hora</numerusform>
            </translation>
        </message>
        <message>
            <source>nobody too long</source>
            <translation>nadie fuera de hora</translation>
        </message>
        <message numerus="yes">
            <source>%n people in all</source>
            <translation>
                <numerusform>%n persona en total</numerusform>
                <numerusform>%n personas en total</numerusform>
            </translation>
        </message>
        <message>
            <source>press Review</source>
            <translation>vea Revisar</translation>
        </message>
        <message>
            <source>all is clear</source>
            <translation>nada pendiente</translation>
        </message>
        <message>
            <source>Reading the history…</source>
            <translation>Leyendo el historial…</translation>
        </message>
        <message>
            <source>Nothing like that in these days.</source>
            <translation>Nada coincide en estos días.</translation>
        </message>
        <message>
            <source>Nothing happened in these days.</source>
            <translation>No pasó nada en estos días.</translation>
        </message>
        <message>
            <source>The history is for supervisors. A supervisor can sign in here; the gate goes on.</source>
            <translation>El historial es para supervisores. Un supervisor puede iniciar sesión aquí; el portón sigue trabajando.</translation>
        </message>
        <message>
            <source>Sign in as supervisor</source>
            <translation>Entrar como supervisor</translation>
        </message>
        <message>
            <source>out</source>
            <translation>sale</translation>
        </message>
        <message>
            <source>in</source>
            <translation>entra</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Corregido</translation>
        </message>
        <message>
            <source>Gate did not open</source>
            <translation>No abrió</translation>
        </message>
        <message>
            <source>Gate unknown</source>
            <translation>Portón sin respuesta</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Conocido</translation>
        </message>
        <message>
            <source>reason: {reason}</source>
            <translation>motivo: {reason}</translation>
        </message>
        <message>
            <source>word of {name}</source>
            <translation>palabra de {name}</translation>
        </message>
        <message>
            <source>not sent yet</source>
            <translation>por enviar</translation>
        </message>
        <message>
            <source>more entries than allowed</source>
            <translation>más entradas de las permitidas</translation>
        </message>
        <message>
            <source>pass had expired</source>
            <translation>pase ya vencido</translation>
        </message>
        <message>
            <source>pass not valid yet</source>
            <translation>pase aún no válido</translation>
        </message>
        <message>
            <source>pass was cancelled</source>
            <translation>pase cancelado</translation>
        </message>
        <message>
            <source>pass unknown</source>
            <translation>pase desconocido</translation>
        </message>
        <message>
            <source>signature does not hold</source>
            <translation>la firma no es válida</translation>
        </message>
        <message>
            <source>other community</source>
            <translation>otra comunidad</translation>
        </message>
        <message>
            <source>on the site's list</source>
            <translation>en la lista del lugar</translation>
        </message>
        <message>
            <source>clock in doubt</source>
            <translation>hora dudosa</translation>
        </message>
        <message>
            <source>console revoked</source>
            <translation>consola revocada</translation>
        </message>
        <message>
            <source>same pass at two gates</source>
            <translation>mismo pase en dos portones</translation>
        </message>
        <message>
            <source>opened by itself</source>
            <translation>se abrió solo</translation>
        </message>
        <message>
            <source>nobody's name</source>
            <translation>sin nombre</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Cuándo</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Decisión</translation>
        </message>
        <message>
            <source>Rested on</source>
            <translation>Se basó en</translation>
        </message>
        <message>
            <source>opened in {ms} ms</source>
            <translation>abrió en {ms} ms</translation>
        </message>
        <message>
            <source>did not open ({detail})</source>
            <translation>no abrió ({detail})</translation>
        </message>
        <message>
            <source>no answer ({detail})</source>
            <translation>sin respuesta ({detail})</translation>
        </message>
        <message>
            <source>kept here, not sent yet</source>
            <translation>guardado aquí, por enviar</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>confirmado</translation>
        </message>
        <message>
            <source>Central API</source>
            <translation>Central</translation>
        </message>
        <message>
            <source>Plate</source>
            <translation>Placa</translation>
        </message>
        <message>
            <source>Noted</source>
            <translation>Anotado</translation>
        </message>
        <message>
            <source>admit</source>
            <translation>dejar entrar</translation>
        </message>
        <message>
            <source>refuse</source>
            <translation>negar</translation>
        </message>
        <message>
            <source>ask a human</source>
            <translation>decide una persona</translation>
        </message>
    </context>
    <context>
        <name>LastResort</name>
        <message>
            <source>Only by hand</source>
            <translation>Solo a mano</translation>
        </message>
        <message>
            <source>The gates still open by hand below, and each opening is kept.</source>
            <translation>Los portones aún se abren a mano aquí abajo, y cada apertura queda guardada.</translation>
        </message>
        <message>
            <source>The gate opened</source>
            <translation>El portón abrió</translation>
        </message>
        <message>
            <source>Look at the gate</source>
            <translation>Mire el portón</translation>
        </message>
        <message>
            <source>The opening is kept and goes into the journal when it works again.</source>
            <translation>La apertura queda guardada y pasa al registro cuando este vuelva a funcionar.</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>Connected with the central API</source>
            <translation>Conectado con la central</translation>
        </message>
        <message>
            <source>The connection is slow</source>
            <translation>La conexión es lenta</translation>
        </message>
        <message>
            <source>No connection to the central API</source>
            <translation>Sin conexión con la central</translation>
        </message>
        <message>
            <source>Signed out of the central API</source>
            <translation>Sesión con la central cerrada</translation>
        </message>
        <message>
            <source>The central API does not accept this console</source>
            <translation>La central no acepta esta consola</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nunca</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Passes saved here</source>
            <translation>Pases guardados aquí</translation>
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation>Por enviar</translation>
        </message>
        <message>
            <source>What that means</source>
            <translation>Qué significa</translation>
        </message>
        <message>
            <source>Passes are confirmed as they are shown, and every entry is sent at once.</source>
            <translation>Los pases se confirman al mostrarlos y cada entrada se envía al momento.</translation>
        </message>
        <message>
            <source>Passes, search, walk-ins, leaving, the gates and the photos. Every entry is kept here and sent later.</source>
            <translation>Los pases, la búsqueda, las visitas sin pase, las salidas, los portones y las fotos. Cada entrada se guarda aquí y después se envía sola.</translation>
        </message>
        <message>
            <source>A pass made after the last update is not known here: you decide, on the host's word. A pass used at another gate meanwhile may look unused.</source>
            <translation>Un pase hecho después de la última actualización no se conoce aquí: usted decide, con la autorización del anfitrión. Un pase usado mientras tanto en otro portón puede parecer sin usar.</translation>
        </message>
        <message>
            <source>What goes on</source>
            <translation>Qué sigue igual</translation>
        </message>
        <message>
            <source>What is weaker</source>
            <translation>Qué es menos seguro</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>Qué hacer</translation>
        </message>
        <message>
            <source>Sign in again; the shift goes on.</source>
            <translation>Inicie sesión de nuevo; el turno sigue.</translation>
        </message>
        <message>
            <source>Call a supervisor. Nothing is lost meanwhile.</source>
            <translation>Llame a un supervisor. Mientras tanto no se pierde nada.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
    </context>
    <context>
        <name>Lock</name>
        <message numerus="yes">
            <source>That is not the PIN. Wait %n s</source>
            <translation>
                <numerusform>Ese no es el PIN. Espere %n s</numerusform>
                <numerusform>Ese no es el PIN. Espere %n s</numerusform>
            </translation>
        </message>
        <message>
            <source>The PIN no longer counts. Sign in with e-mail and password</source>
            <translation>El PIN ya no cuenta. Inicie sesión con correo y contraseña</translation>
        </message>
        <message>
            <source>That is not the PIN. Try again</source>
            <translation>Ese no es el PIN. Intente de nuevo</translation>
        </message>
        <message>
            <source>The two were not the same. Choose again</source>
            <translation>Los dos no eran iguales. Elija de nuevo</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un momento…</translation>
        </message>
        <message>
            <source>Choose a PIN of six digits for this PC</source>
            <translation>Elija un PIN de seis dígitos para esta PC</translation>
        </message>
        <message>
            <source>Type the same PIN once more</source>
            <translation>Escriba el mismo PIN otra vez</translation>
        </message>
        <message>
            <source>Nobody who may open has a PIN at this PC. Use the key switch</source>
            <translation>Nadie que pueda abrir tiene PIN en esta PC. Use la llave</translation>
        </message>
        <message>
            <source>Type your PIN: {gate} opens with it</source>
            <translation>Escriba su PIN: con él abre {gate}</translation>
        </message>
        <message>
            <source>{role} · without internet your PIN works until {until}</source>
            <translation>{role} · sin internet su PIN vale hasta {until}</translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation>Otra persona</translation>
        </message>
        <message>
            <source>Other guard</source>
            <translation>Otro guardia</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>Another gate</source>
            <translation>Otro portón</translation>
        </message>
        <message>
            <source>Delete the last digit</source>
            <translation>Borrar el último dígito</translation>
        </message>
        <message>
            <source>Somebody is waiting at the gate</source>
            <translation>Alguien espera en el portón</translation>
        </message>
        <message>
            <source>hold 1 s, then your PIN · is logged</source>
            <translation>mantener 1 s y luego su PIN · queda registrado</translation>
        </message>
        <message>
            <source>hold 1 s · with photo and alarm</source>
            <translation>mantener 1 s · con foto y alarma</translation>
        </message>
        <message>
            <source>Open {gate} by hand</source>
            <translation>Abrir {gate} a mano</translation>
        </message>
        <message numerus="yes">
            <source>%n digits typed</source>
            <translation>
                <numerusform>%n dígito escrito</numerusform>
                <numerusform>%n dígitos escritos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Pass</name>
        <message>
            <source>Pass for the visitor</source>
            <translation>Pase para la visita</translation>
        </message>
        <message>
            <source>The visitor takes a photo of this code. Shown at the gate it lets them out, and in again until then.</source>
            <translation>La visita toma una foto de este código. Mostrándolo en la garita puede salir, y volver a entrar mientras sea válido.</translation>
        </message>
        <message>
            <source>Visiting</source>
            <translation>Visita a</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Válido hasta</translation>
        </message>
        <message>
            <source>Code to read out</source>
            <translation>Código para dictar</translation>
        </message>
        <message>
            <source>QR code of this pass; to read out: {code}</source>
            <translation>Código QR de este pase; para dictar: {code}</translation>
        </message>
        <message>
            <source>Printing…</source>
            <translation>Imprimiendo…</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Imprimir</translation>
        </message>
        <message>
            <source>Open the sheet</source>
            <translation>Abrir la hoja</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>The sheet is with the printer</source>
            <translation>La impresora tiene la hoja</translation>
        </message>
        <message>
            <source>The sheet is open in another window</source>
            <translation>La hoja está abierta en otra ventana</translation>
        </message>
        <message>
            <source>Print it from there.</source>
            <translation>Imprímala desde ahí.</translation>
        </message>
        <message>
            <source>This PC neither prints nor shows the sheet</source>
            <translation>Esta PC no imprime ni muestra la hoja</translation>
        </message>
        <message>
            <source>It is saved until the next start: {path}</source>
            <translation>Queda guardada hasta el próximo inicio: {path}</translation>
        </message>
        <message>
            <source>Visitor pass</source>
            <translation>Pase de visita</translation>
        </message>
        <message>
            <source>Visits: {house}</source>
            <translation>Visita a: {house}</translation>
        </message>
        <message>
            <source>Valid until {until}</source>
            <translation>Válido hasta {until}</translation>
        </message>
        <message>
            <source>Code to read out: {code}</source>
            <translation>Código para dictar: {code}</translation>
        </message>
        <message>
            <source>Show this code at the gate, going out and coming in.</source>
            <translation>Muestre este código en la garita al salir y al entrar.</translation>
        </message>
    </context>
    <context>
        <name>Person</name>
        <message>
            <source>Guest</source>
            <translation>Visita</translation>
        </message>
        <message>
            <source>Delivery</source>
            <translation>Entrega</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servicio</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Familia</translation>
        </message>
        <message>
            <source>Party</source>
            <translation>Fiesta</translation>
        </message>
        <message>
            <source>Guard</source>
            <translation>Guardia</translation>
        </message>
        <message>
            <source>Supervisor</source>
            <translation>Supervisor</translation>
        </message>
        <message>
            <source>Technician</source>
            <translation>Técnico</translation>
        </message>
        <message>
            <source>House {label}</source>
            <translation>Casa {label}</translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n persona</numerusform>
                <numerusform>%n personas</numerusform>
            </translation>
        </message>
        <message>
            <source>Unknown code</source>
            <translation>Código desconocido</translation>
        </message>
        <message>
            <source>no photo</source>
            <translation>sin foto</translation>
        </message>
        <message>
            <source>No name on the pass</source>
            <translation>Pase sin nombre</translation>
        </message>
        <message>
            <source>Code {code}</source>
            <translation>Código {code}</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>Sin límite</translation>
        </message>
        <message numerus="yes">
            <source>{used} of %n used</source>
            <translation>
                <numerusform>{used} de %n usada</numerusform>
                <numerusform>{used} de %n usadas</numerusform>
            </translation>
        </message>
        <message>
            <source>Not given</source>
            <translation>No indicado</translation>
        </message>
        <message>
            <source>Opened by hand</source>
            <translation>Abierto a mano</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Persona conocida</translation>
        </message>
        <message>
            <source>Reason: {reason}</source>
            <translation>Motivo: {reason}</translation>
        </message>
        <message>
            <source>{name} did not enter</source>
            <translation>{name} no entró</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>negado</translation>
        </message>
        <message>
            <source>{name} left</source>
            <translation>{name} salió</translation>
        </message>
        <message>
            <source>not a pass</source>
            <translation>no es pase</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>desconocido</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelado</translation>
        </message>
        <message>
            <source>other community</source>
            <translation>otra comunidad</translation>
        </message>
        <message>
            <source>clock in doubt</source>
            <translation>hora dudosa</translation>
        </message>
        <message>
            <source>not yet valid</source>
            <translation>aún no válido</translation>
        </message>
        <message>
            <source>expired</source>
            <translation>vencido</translation>
        </message>
        <message>
            <source>used up</source>
            <translation>agotado</translation>
        </message>
        <message>
            <source>already inside</source>
            <translation>ya adentro</translation>
        </message>
        <message>
            <source>old data</source>
            <translation>datos viejos</translation>
        </message>
    </context>
    <context>
        <name>Proof</name>
        <message>
            <source>Needs you</source>
            <translation>Por atender</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Cifras</translation>
        </message>
        <message>
            <source>After an outage</source>
            <translation>Tras un corte</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Integridad</translation>
        </message>
        <message>
            <source>A visitor's data</source>
            <translation>Datos de una visita</translation>
        </message>
        <message>
            <source>Reading the chain…</source>
            <translation>Leyendo la cadena…</translation>
        </message>
        <message>
            <source>The gate works on meanwhile.</source>
            <translation>El portón sigue trabajando.</translation>
        </message>
        <message>
            <source>The chain of everything that happened here</source>
            <translation>La cadena de todo lo que pasó aquí</translation>
        </message>
        <message>
            <source>Entries, sign-ins, openings by hand, reviews and exports hang together by hashes. Whoever changes one line breaks all that follow.</source>
            <translation>Registros, sesiones, aperturas a mano, revisiones y exportaciones se encadenan por hashes. Quien cambia una línea rompe todas las siguientes.</translation>
        </message>
        <message>
            <source>A link is missing before number {seq}.</source>
            <translation>Falta un eslabón antes del número {seq}.</translation>
        </message>
        <message>
            <source>Link number {seq} does not fit to the one before.</source>
            <translation>El eslabón {seq} no encaja con el anterior.</translation>
        </message>
        <message>
            <source>What link number {seq} witnessed was changed.</source>
            <translation>Lo que el eslabón {seq} atestigua fue cambiado.</translation>
        </message>
        <message>
            <source>The entry of link number {seq} is gone.</source>
            <translation>El registro del eslabón {seq} ya no está.</translation>
        </message>
        <message>
            <source>An entry was put in past the chain.</source>
            <translation>Se agregó un registro fuera de la cadena.</translation>
        </message>
        <message>
            <source>Links were lost before number {seq}; that was noticed and noted then.</source>
            <translation>Se perdieron eslabones antes del {seq}; se notó y se anotó entonces.</translation>
        </message>
        <message>
            <source>The newest links are missing: the chain had come to number {seq}.</source>
            <translation>Faltan los últimos eslabones: la cadena llegaba al {seq}.</translation>
        </message>
        <message numerus="yes">
            <source>%n places are broken in all.</source>
            <translation>
                <numerusform>Hay %n punto roto en total.</numerusform>
                <numerusform>Hay %n puntos rotos en total.</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep this PC as it is and call the administrator.</source>
            <translation>Deje esta PC como está y llame al administrador.</translation>
        </message>
        <message>
            <source>Broken</source>
            <translation>Rota</translation>
        </message>
        <message>
            <source>Unbroken since: {moment}</source>
            <translation>Intacta desde: {moment}</translation>
        </message>
        <message numerus="yes">
            <source>%n links, each holding the one before.</source>
            <translation>
                <numerusform>%n eslabón.</numerusform>
                <numerusform>%n eslabones, cada uno sujeto al anterior.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them keep their place without what they said: their time was over.</source>
            <translation>
                <numerusform>%n de ellos conserva su lugar sin lo que decía: su plazo terminó.</numerusform>
                <numerusform>%n de ellos conservan su lugar sin lo que decían: su plazo terminó.</numerusform>
            </translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un momento…</translation>
        </message>
        <message>
            <source>Read the chain</source>
            <translation>Leer la cadena</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Save as a file for him or her</source>
            <translation>Guardar archivo para la persona</translation>
        </message>
        <message>
            <source>Erase for good: press again</source>
            <translation>Borrar del todo: pulse otra vez</translation>
        </message>
        <message>
            <source>Erase here</source>
            <translation>Borrar aquí</translation>
        </message>
        <message>
            <source>Save the report (PDF)</source>
            <translation>Guardar el informe (PDF)</translation>
        </message>
        <message>
            <source>Back to the history</source>
            <translation>Volver al historial</translation>
        </message>
        <message>
            <source>From – to</source>
            <translation>De – a</translation>
        </message>
        <message>
            <source>Decided alone</source>
            <translation>Decidió sola</translation>
        </message>
        <message>
            <source>On passes as old as</source>
            <translation>Edad de los pases</translation>
        </message>
        <message>
            <source>Found later</source>
            <translation>Encontrado después</translation>
        </message>
        <message>
            <source>Since {moment}: still</source>
            <translation>Desde {moment}: sigue</translation>
        </message>
        <message>
            <source>{admitted} in, {refused} refused</source>
            <translation>{admitted} entraron, {refused} negados</translation>
        </message>
        <message numerus="yes">
            <source>%n not confirmed yet</source>
            <translation>
                <numerusform>%n sin confirmar</numerusform>
                <numerusform>%n sin confirmar</numerusform>
            </translation>
        </message>
        <message>
            <source>nobody came</source>
            <translation>no vino nadie</translation>
        </message>
        <message>
            <source>nothing to object</source>
            <translation>sin observaciones</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Guardado: {path}</translation>
        </message>
        <message>
            <source>Choose an outage: the report tells each decision, and what was found later.</source>
            <translation>Elija un corte: el informe cuenta cada decisión y lo que se halló después.</translation>
        </message>
        <message>
            <source>Looking through the last 30 days…</source>
            <translation>Revisando los últimos 30 días…</translation>
        </message>
        <message>
            <source>In the last 30 days this console was never without the central API.</source>
            <translation>En los últimos 30 días esta consola nunca estuvo sin la API central.</translation>
        </message>
        <message>
            <source>A visitor may ask what this PC keeps. Type the name, the house or the plate; each search is noted.</source>
            <translation>Una visita puede preguntar qué guarda esta PC. Escriba nombre, casa o placa; cada búsqueda queda anotada.</translation>
        </message>
        <message>
            <source>Nobody of that name is kept here.</source>
            <translation>Aquí no se guarda a nadie con ese nombre.</translation>
        </message>
        <message>
            <source>Visitor</source>
            <translation>Visita</translation>
        </message>
        <message>
            <source>Last seen</source>
            <translation>Última vez</translation>
        </message>
        <message>
            <source>Kept here</source>
            <translation>Guardado aquí</translation>
        </message>
        <message numerus="yes">
            <source>%n own entries</source>
            <translation>
                <numerusform>%n registro propio</numerusform>
                <numerusform>%n registros propios</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of other gates</source>
            <translation>
                <numerusform>%n de otros portones</numerusform>
                <numerusform>%n de otros portones</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n photos</source>
            <translation>
                <numerusform>%n foto</numerusform>
                <numerusform>%n fotos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passes</source>
            <translation>
                <numerusform>%n pase</numerusform>
                <numerusform>%n pases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Erased: %n entries. That something happened stays; who it was is gone. Ask the administrator to erase the central API's copy too, or a new start from there brings it back.</source>
            <translation>
                <numerusform>Borrado: %n registro. Queda que algo pasó; quién fue, ya no. Pida al administrador borrar también la copia de la central, o volverá desde ahí.</numerusform>
                <numerusform>Borrado: %n registros. Queda que algo pasó; quién fue, ya no. Pida al administrador borrar también la copia de la central, o volverá desde ahí.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n must first be confirmed by the central API.</source>
            <translation>
                <numerusform>%n debe confirmarse antes en la central.</numerusform>
                <numerusform>%n deben confirmarse antes en la central.</numerusform>
            </translation>
        </message>
        <message>
            <source>Name, house or plate</source>
            <translation>Nombre, casa o placa</translation>
        </message>
    </context>
    <context>
        <name>Relay</name>
        <message>
            <source>locked down</source>
            <translation>bloqueado</translation>
        </message>
        <message>
            <source>in maintenance</source>
            <translation>en mantenimiento</translation>
        </message>
        <message>
            <source>told to open a moment ago</source>
            <translation>ya se le mandó abrir hace un momento</translation>
        </message>
        <message>
            <source>busy with another order</source>
            <translation>ocupado con otra orden</translation>
        </message>
        <message>
            <source>too slow, so it was given up</source>
            <translation>tardó demasiado y se anuló</translation>
        </message>
        <message>
            <source>the console was locked</source>
            <translation>la consola estaba bloqueada</translation>
        </message>
        <message>
            <source>The relay does not answer</source>
            <translation>El relé no responde</translation>
        </message>
        <message>
            <source>Nothing, or nothing in time, comes from its address.</source>
            <translation>De su dirección no llega nada, o llega tarde.</translation>
        </message>
        <message>
            <source>Check its power and the network; use the key switch meanwhile.</source>
            <translation>Revise su corriente y la red; mientras tanto, use la llave.</translation>
        </message>
        <message>
            <source>Another device answers for this gate</source>
            <translation>Otro dispositivo responde por este portón</translation>
        </message>
        <message>
            <source>Its MAC is not the one this gate is bound to. Nothing was sent to it.</source>
            <translation>Su MAC no es la de este portón. No se le mandó nada.</translation>
        </message>
        <message>
            <source>Give the relay a fixed address, or bind the gate anew.</source>
            <translation>Dele al relé una dirección fija o configure el portón de nuevo.</translation>
        </message>
        <message>
            <source>The relay refuses the password</source>
            <translation>El relé rechaza la contraseña</translation>
        </message>
        <message>
            <source>The user name or the password for this relay is wrong. It was not locked out.</source>
            <translation>El usuario o la contraseña de este relé no es correcto. No se bloqueó.</translation>
        </message>
        <message>
            <source>A technician enters it again under Devices; use the key switch meanwhile.</source>
            <translation>Un técnico la escribe de nuevo en Equipos; mientras tanto, use la llave.</translation>
        </message>
        <message>
            <source>The relay is overloaded with sign-ins</source>
            <translation>El relé está saturado de accesos</translation>
        </message>
        <message>
            <source>Firmware 2.0.0 does that. The console recovers by itself.</source>
            <translation>Es del firmware 2.0.0. La consola se recupera sola.</translation>
        </message>
        <message>
            <source>Press again in a few seconds. Update the relay, or use firmware 1.7.5.</source>
            <translation>Pulse de nuevo en unos segundos. Actualice el relé o use el firmware 1.7.5.</translation>
        </message>
        <message>
            <source>This is not a Shelly relay</source>
            <translation>No es un relé Shelly</translation>
        </message>
        <message>
            <source>Something else answers at this address: a printer, or a page.</source>
            <translation>En esta dirección responde otra cosa: una impresora o una página.</translation>
        </message>
        <message>
            <source>Correct the relay's address.</source>
            <translation>Corrija la dirección del relé.</translation>
        </message>
        <message>
            <source>This relay cannot show itself</source>
            <translation>Este relé no puede mostrarse</translation>
        </message>
        <message>
            <source>Its model has no light that can be switched over the network.</source>
            <translation>Su modelo no tiene una luz que se pueda encender por la red.</translation>
        </message>
        <message>
            <source>Give a test pulse while somebody stands at the gate, and look which one moves.</source>
            <translation>Dé un pulso de prueba con alguien junto al portón y vea cuál se mueve.</translation>
        </message>
        <message>
            <source>The relay's light was not put back</source>
            <translation>La luz del relé no quedó como estaba</translation>
        </message>
        <message>
            <source>It stopped answering while blinking; its light may stay dark. It works as before.</source>
            <translation>Dejó de responder mientras parpadeaba; su luz puede quedar apagada. Funciona como antes.</translation>
        </message>
        <message>
            <source>Let it blink once more when it answers, or set its light in the vendor's app.</source>
            <translation>Hágalo parpadear otra vez cuando responda, o ajuste su luz en la app del fabricante.</translation>
        </message>
        <message>
            <source>This is not an address</source>
            <translation>Esto no es una dirección</translation>
        </message>
        <message>
            <source>An address is a host name or an IP address, perhaps with a port.</source>
            <translation>Una dirección es un nombre o una IP, tal vez con un puerto.</translation>
        </message>
        <message>
            <source>Type it like 192.168.1.50 or http://192.168.1.50:80.</source>
            <translation>Escríbala como 192.168.1.50 o http://192.168.1.50:80.</translation>
        </message>
        <message>
            <source>This relay is of an unknown generation</source>
            <translation>Este relé es de una generación desconocida</translation>
        </message>
        <message>
            <source>This console has not been tested with it. Nothing is sent to it.</source>
            <translation>La consola no se ha probado con él. No se le manda nada.</translation>
        </message>
        <message>
            <source>Use a relay of generation 1 to 4, or update the console.</source>
            <translation>Use un relé de generación 1 a 4 o actualice la consola.</translation>
        </message>
        <message>
            <source>The relay speaks another language</source>
            <translation>El relé habla otro lenguaje</translation>
        </message>
        <message>
            <source>The gate is set up for another generation than the relay's.</source>
            <translation>El portón está configurado para otra generación que la del relé.</translation>
        </message>
        <message>
            <source>Choose the right kind of relay in the settings.</source>
            <translation>Elija el tipo de relé correcto en los ajustes.</translation>
        </message>
        <message>
            <source>The relay is set up for something else</source>
            <translation>El relé está configurado para otra cosa</translation>
        </message>
        <message>
            <source>It is a roller where a switch is configured, or the other way round.</source>
            <translation>Es una persiana donde se configuró un interruptor, o al revés.</translation>
        </message>
        <message>
            <source>Change the relay's profile, or the kind of gate in the settings.</source>
            <translation>Cambie el perfil del relé o el tipo de portón en los ajustes.</translation>
        </message>
        <message>
            <source>The relay has no such channel</source>
            <translation>El relé no tiene ese canal</translation>
        </message>
        <message>
            <source>The output or input number in the settings is not on this device.</source>
            <translation>El número de salida o entrada de los ajustes no existe en este dispositivo.</translation>
        </message>
        <message>
            <source>Correct the channel in the settings.</source>
            <translation>Corrija el canal en los ajustes.</translation>
        </message>
        <message>
            <source>The relay does not speak HTTPS here</source>
            <translation>El relé no habla HTTPS aquí</translation>
        </message>
        <message>
            <source>HTTPS was asked for, but it answers plainly or its certificate is not trusted.</source>
            <translation>Se pidió HTTPS, pero responde sin cifrar o su certificado no es de confianza.</translation>
        </message>
        <message>
            <source>Use http:// in the address, or put a certificate on the relay.</source>
            <translation>Use http:// en la dirección o ponga un certificado en el relé.</translation>
        </message>
        <message>
            <source>The relay must not move the gate now</source>
            <translation>El relé no puede mover el portón ahora</translation>
        </message>
        <message>
            <source>It reports an obstacle, a safety switch or a calibration.</source>
            <translation>Avisa de un obstáculo, un interruptor de seguridad o una calibración.</translation>
        </message>
        <message>
            <source>Look at the gate, clear the way, then press again.</source>
            <translation>Mire el portón, despeje el paso y pulse de nuevo.</translation>
        </message>
        <message>
            <source>The relay's answer cannot be understood</source>
            <translation>No se entiende la respuesta del relé</translation>
        </message>
        <message>
            <source>It was cut off, or is not what a relay says.</source>
            <translation>Llegó cortada, o no es lo que dice un relé.</translation>
        </message>
        <message>
            <source>Look at the gate; if it stays so, switch the relay off and on.</source>
            <translation>Mire el portón; si sigue así, apague y encienda el relé.</translation>
        </message>
        <message>
            <source>The cloud refuses this key</source>
            <translation>La nube rechaza esta clave</translation>
        </message>
        <message>
            <source>The key is wrong or of another account, or too much was asked with it at once.</source>
            <translation>La clave no es correcta o es de otra cuenta, o se preguntó demasiado a la vez.</translation>
        </message>
        <message>
            <source>Copy it anew from the vendor's app: it changes with the account's password.</source>
            <translation>Cópiela de nuevo de la app del fabricante: cambia con la contraseña de la cuenta.</translation>
        </message>
        <message>
            <source>The cloud does not know this relay</source>
            <translation>La nube no conoce este relé</translation>
        </message>
        <message>
            <source>The key is of an account that does not hold this relay.</source>
            <translation>La clave es de una cuenta que no tiene este relé.</translation>
        </message>
        <message>
            <source>Use the key of the account that the relay was added to, or correct its id.</source>
            <translation>Use la clave de la cuenta a la que se agregó el relé o corrija su id.</translation>
        </message>
        <message>
            <source>The cloud has no touch with the relay</source>
            <translation>La nube no tiene contacto con el relé</translation>
        </message>
        <message>
            <source>The second path would not work now. The local path is not affected.</source>
            <translation>La segunda vía no funcionaría ahora. La vía local no se ve afectada.</translation>
        </message>
        <message>
            <source>Check the relay's internet connection and its cloud setting.</source>
            <translation>Revise la conexión a internet del relé y su ajuste de nube.</translation>
        </message>
        <message>
            <source>The cloud cannot be reached</source>
            <translation>No se puede llegar a la nube</translation>
        </message>
        <message>
            <source>Nothing answers at the cloud's address. The local path is not affected.</source>
            <translation>Nada responde en la dirección de la nube. La vía local no se ve afectada.</translation>
        </message>
        <message>
            <source>Check the internet, and the host's name.</source>
            <translation>Revise el internet y el nombre del servidor.</translation>
        </message>
        <message>
            <source>The cloud was asked a moment ago</source>
            <translation>Se preguntó a la nube hace un momento</translation>
        </message>
        <message>
            <source>It takes one question a second, and an opening goes first.</source>
            <translation>Acepta una pregunta por segundo, y abrir va primero.</translation>
        </message>
        <message>
            <source>Wait two seconds and try again.</source>
            <translation>Espere dos segundos e intente de nuevo.</translation>
        </message>
        <message>
            <source>This gate has no second path</source>
            <translation>Este portón no tiene segunda vía</translation>
        </message>
        <message>
            <source>It is not set up to be opened through the cloud.</source>
            <translation>No está configurado para abrirse por la nube.</translation>
        </message>
        <message>
            <source>Set the cloud up for this gate first.</source>
            <translation>Configure primero la nube para este portón.</translation>
        </message>
        <message>
            <source>This cannot be a cloud's host or a device's id</source>
            <translation>Esto no puede ser un servidor de la nube ni un id</translation>
        </message>
        <message>
            <source>The host is like shelly-52-eu.shelly.cloud; the id is the relay's MAC.</source>
            <translation>El servidor es como shelly-52-eu.shelly.cloud; el id es la MAC del relé.</translation>
        </message>
        <message>
            <source>Copy both from the vendor's app. Nothing was changed.</source>
            <translation>Copie ambos de la app del fabricante. No se cambió nada.</translation>
        </message>
        <message>
            <source>The cloud's key is missing</source>
            <translation>Falta la clave de la nube</translation>
        </message>
        <message>
            <source>Without it the cloud lets nobody in.</source>
            <translation>Sin ella la nube no deja entrar a nadie.</translation>
        </message>
        <message>
            <source>Copy it from the vendor's app. Nothing was changed.</source>
            <translation>Cópiela de la app del fabricante. No se cambió nada.</translation>
        </message>
        <message>
            <source>No gate of this site opens by itself</source>
            <translation>Ningún portón de este sitio se abre solo</translation>
        </message>
        <message>
            <source>Neither the site nor this PC allows it.</source>
            <translation>Ni el sitio ni esta PC lo permiten.</translation>
        </message>
        <message>
            <source>Ask the site's administrator to allow it first.</source>
            <translation>Pida primero permiso al administrador del sitio.</translation>
        </message>
        <message>
            <source>This gate may not open by itself yet</source>
            <translation>Este portón todavía no puede abrirse solo</translation>
        </message>
        <message>
            <source>Its check is not green.</source>
            <translation>Su revisión no está en verde.</translation>
        </message>
        <message>
            <source>Set the open points right, or accept them with a reason.</source>
            <translation>Corrija los puntos pendientes o acéptelos con un motivo.</translation>
        </message>
        <message>
            <source>Another gate moved: nothing was saved</source>
            <translation>Se movió otro portón: no se guardó nada</translation>
        </message>
        <message>
            <source>The relay that is set up for this gate drives another one.</source>
            <translation>El relé configurado para este portón mueve otro.</translation>
        </message>
        <message>
            <source>Compare the relays' addresses with the wiring, then try again.</source>
            <translation>Compare las direcciones de los relés con el cableado e intente de nuevo.</translation>
        </message>
        <message>
            <source>No gate moved: nothing was saved</source>
            <translation>No se movió ningún portón: no se guardó nada</translation>
        </message>
        <message>
            <source>The relay took the order, and nothing was seen.</source>
            <translation>El relé aceptó la orden y no se vio nada.</translation>
        </message>
        <message>
            <source>Check the wires between relay and gate, then try again.</source>
            <translation>Revise los cables entre relé y portón e intente de nuevo.</translation>
        </message>
        <message>
            <source>Only a technician may do this</source>
            <translation>Solo un técnico puede hacer esto</translation>
        </message>
        <message>
            <source>It changes how a gate works.</source>
            <translation>Cambia cómo funciona un portón.</translation>
        </message>
        <message>
            <source>Sign in as a technician.</source>
            <translation>Entre como técnico.</translation>
        </message>
        <message>
            <source>The settings could not be saved</source>
            <translation>No se pudieron guardar los ajustes</translation>
        </message>
        <message>
            <source>The file cannot be written. Nothing was changed.</source>
            <translation>No se puede escribir el archivo. No se cambió nada.</translation>
        </message>
        <message>
            <source>Make room on the disk, and try again.</source>
            <translation>Haga espacio en el disco e intente de nuevo.</translation>
        </message>
    </context>
    <context>
        <name>Report</name>
        <message>
            <source>Entries</source>
            <translation>Registros</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sí</translation>
        </message>
        <message>
            <source>%Y-%m-%d %H:%M</source>
            <translation>%d/%m/%Y %H:%M</translation>
        </message>
        <message>
            <source>Page {page} of {pages}</source>
            <translation>Página {page} de {pages}</translation>
        </message>
        <message>
            <source>Made on {at} by {who}</source>
            <translation>Hecho el {at} por {who}</translation>
        </message>
        <message>
            <source>{start} to {end}</source>
            <translation>{start} a {end}</translation>
        </message>
        <message>
            <source>now</source>
            <translation>ahora</translation>
        </message>
        <message>
            <source>Nothing happened in this time.</source>
            <translation>No pasó nada en este tiempo.</translation>
        </message>
        <message>
            <source>Inside now</source>
            <translation>Adentro ahora</translation>
        </message>
        <message>
            <source>{visits} visits, {people} people</source>
            <translation>{visits} visitas, {people} personas</translation>
        </message>
        <message>
            <source>Nobody is known to be inside.</source>
            <translation>No se sabe de nadie adentro.</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Pass ends</source>
            <translation>Vence el pase</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Visto</translation>
        </message>
        <message>
            <source>After an outage</source>
            <translation>Después de un corte</translation>
        </message>
        <message>
            <source>{entries} entries: {admitted} admitted, {refused} refused, {asked} decided by the guard.</source>
            <translation>{entries} registros: {admitted} admitidos, {refused} negados, {asked} decididos por el guardia.</translation>
        </message>
        <message>
            <source>{waiting} of them are not yet confirmed by the central API.</source>
            <translation>{waiting} de ellos aún no están confirmados por la central.</translation>
        </message>
        <message>
            <source>All of them are confirmed by the central API.</source>
            <translation>Todos están confirmados por la central.</translation>
        </message>
        <message>
            <source>Age of the copy</source>
            <translation>Antigüedad de la copia</translation>
        </message>
        <message>
            <source>What decisions rested on</source>
            <translation>En qué se basaron las decisiones</translation>
        </message>
        <message>
            <source>up to {hours} h</source>
            <translation>hasta {hours} h</translation>
        </message>
        <message>
            <source>over {hours} h</source>
            <translation>más de {hours} h</translation>
        </message>
        <message>
            <source>nothing was known</source>
            <translation>no se sabía nada</translation>
        </message>
        <message>
            <source>What the central API found later</source>
            <translation>Lo que la central supo después</translation>
        </message>
        <message>
            <source>It found nothing to look at.</source>
            <translation>No halló nada que revisar.</translation>
        </message>
        <message>
            <source>Entries to look at</source>
            <translation>Registros por revisar</translation>
        </message>
        <message>
            <source>All entries of the outage</source>
            <translation>Todos los registros del corte</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Reloj</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Qué</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Sentido</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>Portón</translation>
        </message>
        <message>
            <source>Visitor</source>
            <translation>Visitante</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>House</source>
            <translation>Casa</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personas</translation>
        </message>
        <message>
            <source>Plate</source>
            <translation>Placa</translation>
        </message>
        <message>
            <source>On foot</source>
            <translation>A pie</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>Veredicto</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Known from</source>
            <translation>Se supo por</translation>
        </message>
        <message>
            <source>Age of what was known (s)</source>
            <translation>Antigüedad de lo sabido (s)</translation>
        </message>
        <message>
            <source>Noted</source>
            <translation>Anotado</translation>
        </message>
        <message>
            <source>Found later</source>
            <translation>Se supo después</translation>
        </message>
        <message>
            <source>Gate answered</source>
            <translation>El portón respondió</translation>
        </message>
        <message>
            <source>Gate answered in (ms)</source>
            <translation>El portón respondió en (ms)</translation>
        </message>
        <message>
            <source>From scan to gate's answer (ms)</source>
            <translation>Del escaneo a la respuesta del portón (ms)</translation>
        </message>
        <message>
            <source>Guard</source>
            <translation>Guardia</translation>
        </message>
        <message>
            <source>Allowed by</source>
            <translation>Autorizó</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Sin conexión</translation>
        </message>
        <message>
            <source>Clock trusted</source>
            <translation>Reloj confiable</translation>
        </message>
        <message>
            <source>Not yet sent</source>
            <translation>Sin enviar</translation>
        </message>
        <message>
            <source>Entry</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Corrects entry</source>
            <translation>Corrige el registro</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Turno</translation>
        </message>
        <message>
            <source>Console</source>
            <translation>Consola</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Número</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Visita</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>Salida</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Negado</translation>
        </message>
        <message>
            <source>Opened by hand</source>
            <translation>Abierto a mano</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Persona conocida</translation>
        </message>
        <message>
            <source>Walk-in</source>
            <translation>Visita sin pase</translation>
        </message>
        <message>
            <source>Correction</source>
            <translation>Corrección</translation>
        </message>
        <message>
            <source>in</source>
            <translation>entra</translation>
        </message>
        <message>
            <source>out</source>
            <translation>sale</translation>
        </message>
        <message>
            <source>Admit</source>
            <translation>Dejar entrar</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Negar</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Preguntar</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Válido</translation>
        </message>
        <message>
            <source>Not a Portun code</source>
            <translation>No es un código de Portun</translation>
        </message>
        <message>
            <source>Blacklisted</source>
            <translation>En la lista negra</translation>
        </message>
        <message>
            <source>Possible blacklist match</source>
            <translation>Posible coincidencia con la lista negra</translation>
        </message>
        <message>
            <source>Unknown pass</source>
            <translation>Pase desconocido</translation>
        </message>
        <message>
            <source>Unknown, offline</source>
            <translation>Desconocido, sin conexión</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Cancelado</translation>
        </message>
        <message>
            <source>Another community</source>
            <translation>Otra comunidad</translation>
        </message>
        <message>
            <source>Clock in doubt</source>
            <translation>Reloj dudoso</translation>
        </message>
        <message>
            <source>Not yet valid</source>
            <translation>Aún no es válido</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Vencido</translation>
        </message>
        <message>
            <source>No entries left</source>
            <translation>Sin entradas</translation>
        </message>
        <message>
            <source>Already inside</source>
            <translation>Ya está adentro</translation>
        </message>
        <message>
            <source>Known too long ago</source>
            <translation>Sabido hace demasiado</translation>
        </message>
        <message>
            <source>Central API</source>
            <translation>Central</translation>
        </message>
        <message>
            <source>Copy on this PC</source>
            <translation>Copia en esta PC</translation>
        </message>
        <message>
            <source>Made at this gatehouse</source>
            <translation>Hecho en esta garita</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Nada</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Abierto</translation>
        </message>
        <message>
            <source>Not opened</source>
            <translation>No abrió</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>No se sabe</translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message>
            <source>When</source>
            <translation>Cuándo</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Qué pasó</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalles</translation>
        </message>
        <message>
            <source>A PIN was wrong too often</source>
            <translation>Un PIN falló demasiadas veces</translation>
        </message>
        <message>
            <source>An entry that the central API questions</source>
            <translation>Una entrada que la central cuestiona</translation>
        </message>
        <message>
            <source>An entry that the central API refused</source>
            <translation>Una entrada que la central rechazó</translation>
        </message>
        <message>
            <source>Admitted before the central API said no</source>
            <translation>Entró antes de que la central dijera que no</translation>
        </message>
        <message>
            <source>Opened by hand without a reason</source>
            <translation>Abierto a mano sin motivo</translation>
        </message>
        <message>
            <source>A photo is no longer on the disk</source>
            <translation>Una foto ya no está en el disco</translation>
        </message>
        <message>
            <source>The central API refused a photo</source>
            <translation>La central rechazó una foto</translation>
        </message>
        <message>
            <source>Passes that could not be read</source>
            <translation>Pases que no se pudieron leer</translation>
        </message>
        <message>
            <source>The gates were locked down</source>
            <translation>Se bloquearon los portones</translation>
        </message>
        <message>
            <source>The lockdown was released</source>
            <translation>Se levantó el bloqueo</translation>
        </message>
        <message>
            <source>Opened by hand while locked</source>
            <translation>Abierto a mano con la consola bloqueada</translation>
        </message>
        <message>
            <source>Somebody called for help</source>
            <translation>Alguien pidió ayuda</translation>
        </message>
        <message>
            <source>A message that the central API refused</source>
            <translation>Un mensaje que la central rechazó</translation>
        </message>
        <message>
            <source>A console's signature does not hold</source>
            <translation>La firma de una consola no es válida</translation>
        </message>
        <message>
            <source>A console's log was changed afterwards</source>
            <translation>El registro de una consola fue cambiado después</translation>
        </message>
        <message>
            <source>A gate was forced open</source>
            <translation>Un portón se abrió a la fuerza</translation>
        </message>
        <message>
            <source>A gate was left open</source>
            <translation>Un portón quedó abierto</translation>
        </message>
        <message>
            <source>The saved passes grow old</source>
            <translation>Los pases guardados envejecen</translation>
        </message>
        <message>
            <source>The clock was in doubt</source>
            <translation>El reloj estuvo en duda</translation>
        </message>
        <message>
            <source>A setting that the central API did not sign</source>
            <translation>Un ajuste que la central no firmó</translation>
        </message>
        <message>
            <source>An old setting of the site came back</source>
            <translation>Volvió un ajuste antiguo del sitio</translation>
        </message>
        <message>
            <source>A later word about the lockdown holds, not the one from here</source>
            <translation>Vale una orden posterior sobre el bloqueo, no la de aquí</translation>
        </message>
        <message>
            <source>A setting of the site that this program cannot read</source>
            <translation>Un ajuste del sitio que este programa no puede leer</translation>
        </message>
        <message>
            <source>The disk is filling up</source>
            <translation>El disco se está llenando</translation>
        </message>
        <message>
            <source>A camera is silent</source>
            <translation>Una cámara no da imagen</translation>
        </message>
        <message>
            <source>Kept back: the central API would not take it</source>
            <translation>Retenida: la central no la aceptó</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Guardado: {path}</translation>
        </message>
        <message>
            <source>Nothing needs you. What the central API questions later appears here.</source>
            <translation>No hay nada por atender. Lo que la central cuestione después aparece aquí.</translation>
        </message>
        <message>
            <source>Choose a line to deal with it.</source>
            <translation>Elija una línea para atenderla.</translation>
        </message>
        <message>
            <source>What came of it</source>
            <translation>Cómo quedó</translation>
        </message>
        <message>
            <source>Dealt with</source>
            <translation>Atendido</translation>
        </message>
        <message>
            <source>Accept the entry</source>
            <translation>Aceptar la entrada</translation>
        </message>
        <message>
            <source>Report it</source>
            <translation>Reportarla</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Enviar de nuevo</translation>
        </message>
        <message>
            <source>Goes out again</source>
            <translation>Sale de nuevo</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>Usual answers…</source>
            <translation>Respuestas usuales…</translation>
        </message>
        <message>
            <source>Looked at, all in order</source>
            <translation>Revisado, todo en orden</translation>
        </message>
        <message>
            <source>Spoken with the guard</source>
            <translation>Hablado con el guardia</translation>
        </message>
        <message>
            <source>Reported to the administration</source>
            <translation>Reportado a la administración</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Revisar</translation>
        </message>
        <message>
            <source>Review · {count}</source>
            <translation>Revisar · {count}</translation>
        </message>
    </context>
    <context>
        <name>Service</name>
        <message>
            <source>Self-test, log and settings are for technicians. A technician can sign in here.</source>
            <translation>Autoprueba, registro y ajustes son para técnicos. Un técnico puede entrar aquí.</translation>
        </message>
        <message>
            <source>Sign in as a technician</source>
            <translation>Entrar como técnico</translation>
        </message>
        <message>
            <source>Self-test</source>
            <translation>Autoprueba</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Tiempos</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Un momento…</translation>
        </message>
        <message>
            <source>Testing…</source>
            <translation>Probando…</translation>
        </message>
        <message>
            <source>Test again</source>
            <translation>Probar de nuevo</translation>
        </message>
        <message>
            <source>Bundle for support</source>
            <translation>Paquete para soporte</translation>
        </message>
        <message>
            <source>Save as a file</source>
            <translation>Guardar como archivo</translation>
        </message>
        <message>
            <source>Take from a file</source>
            <translation>Cargar de un archivo</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Leer de nuevo</translation>
        </message>
        <message numerus="yes">
            <source>%n lines so far…</source>
            <translation>
                <numerusform>%n línea hasta ahora…</numerusform>
                <numerusform>%n líneas hasta ahora…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n things do not work</source>
            <translation>
                <numerusform>%n cosa no funciona</numerusform>
                <numerusform>%n cosas no funcionan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n things to look at</source>
            <translation>
                <numerusform>%n cosa por revisar</numerusform>
                <numerusform>%n cosas por revisar</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything works</source>
            <translation>Todo funciona</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Qué</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Visto</translation>
        </message>
        <message>
            <source>good</source>
            <translation>bien</translation>
        </message>
        <message>
            <source>look at it</source>
            <translation>revisar</translation>
        </message>
        <message>
            <source>does not work</source>
            <translation>no funciona</translation>
        </message>
        <message>
            <source>Choose a line to see what to do about it.</source>
            <translation>Elija una línea para ver qué hacer.</translation>
        </message>
        <message>
            <source>There is nothing to do.</source>
            <translation>No hay nada que hacer.</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Guardado: {path}</translation>
        </message>
        <message>
            <source>The bundle holds log, self-test, settings and times, with every name, house, plate and code removed.</source>
            <translation>El paquete lleva registro, autoprueba, ajustes y tiempos, sin nombres, casas, placas ni códigos.</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Cuándo</translation>
        </message>
        <message>
            <source>Scan or command</source>
            <translation>Lectura u orden</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Todo</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Avisos</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Errores</translation>
        </message>
        <message>
            <source>A word, or a scan's number to see its whole story</source>
            <translation>Una palabra, o el número de una lectura para ver toda su historia</translation>
        </message>
        <message>
            <source>Reading the log…</source>
            <translation>Leyendo el registro…</translation>
        </message>
        <message>
            <source>No line fits.</source>
            <translation>Ninguna línea coincide.</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>Etapa</translation>
        </message>
        <message>
            <source>How often</source>
            <translation>Veces</translation>
        </message>
        <message>
            <source>Longest</source>
            <translation>Máximo</translation>
        </message>
        <message>
            <source>From the code in view to the verdict</source>
            <translation>Del código visible al veredicto</translation>
        </message>
        <message>
            <source>From the verdict to the guard's key</source>
            <translation>Del veredicto a la tecla del guardia</translation>
        </message>
        <message>
            <source>From the order to the relay's answer</source>
            <translation>De la orden a la respuesta del relé</translation>
        </message>
        <message>
            <source>From the code in view to the open gate</source>
            <translation>Del código visible al portón abierto</translation>
        </message>
        <message>
            <source>From the disk to the central API's yes</source>
            <translation>Del disco a la confirmación de la central</translation>
        </message>
        <message>
            <source>Nothing happened since the program started. Times appear with the first car.</source>
            <translation>No ha pasado nada desde que inició el programa. Los tiempos aparecen con el primer vehículo.</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Ajuste</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Viene de</translation>
        </message>
        <message>
            <source>Taken over: rules and screen hold now. Start the program again for: {tables}.</source>
            <translation>Aplicado: reglas y pantalla ya valen. Reinicie el programa para: {tables}.</translation>
        </message>
        <message>
            <source>Taken over. It holds now.</source>
            <translation>Aplicado. Vale desde ahora.</translation>
        </message>
        <message>
            <source>They stand in settings.toml; a file that is taken keeps who this PC is. Cameras and gates are under Devices.</source>
            <translation>Están en settings.toml. Cargar un archivo no cambia la identidad de esta PC. Cámaras y portones están en Equipos.</translation>
        </message>
        <message>
            <source>site</source>
            <translation>sitio</translation>
        </message>
        <message>
            <source>nobody; this is safe</source>
            <translation>nadie; vale lo seguro</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sí</translation>
        </message>
        <message>
            <source>no</source>
            <translation>no</translation>
        </message>
        <message>
            <source>the site's name and zone</source>
            <translation>nombre y zona del sitio</translation>
        </message>
        <message>
            <source>the cloud</source>
            <translation>la nube</translation>
        </message>
        <message>
            <source>the hand scanner</source>
            <translation>el lector de mano</translation>
        </message>
        <message>
            <source>cameras</source>
            <translation>cámaras</translation>
        </message>
        <message>
            <source>gates</source>
            <translation>portones</translation>
        </message>
        <message>
            <source>this PC</source>
            <translation>esta PC</translation>
        </message>
        <message>
            <source>this PC; the site says {value}</source>
            <translation>esta PC; el sitio dice {value}</translation>
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message numerus="yes">
            <source>Online · sending %n entries</source>
            <translation>
                <numerusform>En línea · enviando %n entrada</numerusform>
                <numerusform>En línea · enviando %n entradas</numerusform>
            </translation>
        </message>
        <message>
            <source>Online · in sync</source>
            <translation>En línea · al día</translation>
        </message>
        <message>
            <source>Slow connection since {time}</source>
            <translation>Conexión lenta desde las {time}</translation>
        </message>
        <message>
            <source>Offline since {time}</source>
            <translation>Sin conexión desde las {time}</translation>
        </message>
        <message>
            <source>Signed out since {time}</source>
            <translation>Sesión cerrada desde las {time}</translation>
        </message>
        <message>
            <source>Not accepted since {time}</source>
            <translation>No aceptada desde las {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n entries waiting</source>
            <translation>
                <numerusform>%n por enviar</numerusform>
                <numerusform>%n por enviar</numerusform>
            </translation>
        </message>
        <message>
            <source>Shift: {name}</source>
            <translation>Turno: {name}</translation>
        </message>
        <message>
            <source>Shift: {name} · since {time}</source>
            <translation>Turno: {name} · desde {time}</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>Portón</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Esperados</translation>
        </message>
        <message>
            <source>Inside</source>
            <translation>Adentro</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historial</translation>
        </message>
        <message>
            <source>Shift log</source>
            <translation>Bitácora</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Equipos</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Servicio</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Bloquear</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Your session at the central API has ended</source>
            <translation>Su sesión con la central terminó</translation>
        </message>
        <message>
            <source>Go on working: entries are kept here. Sign in again to send them.</source>
            <translation>Siga trabajando: las entradas se guardan aquí. Inicie sesión de nuevo para enviarlas.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Iniciar sesión</translation>
        </message>
        <message>
            <source>The central API does not accept this console</source>
            <translation>La central no acepta esta consola</translation>
        </message>
        <message>
            <source>Go on working: entries are kept here. Call a supervisor.</source>
            <translation>Siga trabajando: las entradas se guardan aquí. Llame a un supervisor.</translation>
        </message>
        <message>
            <source>Something here waits for somebody to look at it</source>
            <translation>Algo aquí espera que alguien lo vea</translation>
        </message>
        <message numerus="yes">
            <source>Back online: %n entries need a supervisor</source>
            <translation>
                <numerusform>De nuevo en línea: %n entrada necesita a un supervisor</numerusform>
                <numerusform>De nuevo en línea: %n entradas necesitan a un supervisor</numerusform>
            </translation>
        </message>
        <message>
            <source>Go on working. They stand in History under “Needs review”.</source>
            <translation>Siga trabajando. Están en Historial, en «Por revisar».</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>Sign in to begin your shift</source>
            <translation>Inicie sesión para empezar su turno</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Correo electrónico</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Contraseña</translation>
        </message>
        <message>
            <source>Six digits from your authenticator app</source>
            <translation>Seis dígitos de su aplicación de autenticación</translation>
        </message>
        <message>
            <source>The password is right. The code changes every half minute. Esc goes back.</source>
            <translation>La contraseña es correcta. El código cambia cada medio minuto. Esc vuelve.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Iniciando sesión…</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Iniciar sesión</translation>
        </message>
        <message>
            <source>Type your e-mail address.</source>
            <translation>Escriba su correo electrónico.</translation>
        </message>
        <message>
            <source>Type the six digits that your authenticator app shows now.</source>
            <translation>Escriba los seis dígitos que su aplicación muestra ahora.</translation>
        </message>
        <message>
            <source>Type your password.</source>
            <translation>Escriba su contraseña.</translation>
        </message>
        <message>
            <source>No internet: whoever signed in here before types the PIN in the password's place.</source>
            <translation>Sin internet: quien ya entró aquí antes escribe su PIN en lugar de la contraseña.</translation>
        </message>
        <message>
            <source>Until somebody signs in, the gate opens by hand only: below, or with its key switch.</source>
            <translation>Hasta que alguien inicie sesión, el portón solo se abre a mano: aquí abajo o con su llave.</translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message>
            <source>dddd d MMMM</source>
            <extracomment>Qt date pattern for a day, as in "Friday 20 November"; put your language's small words in quotes</extracomment>
            <translation>dddd d 'de' MMMM</translation>
        </message>
        <message>
            <source>d MMM</source>
            <extracomment>Qt date pattern for a day in a chart, as short as it can be
----------
Qt date pattern for a short date, as in "12 Nov"</extracomment>
            <translation>d MMM</translation>
        </message>
        <message>
            <source>Today {time}</source>
            <translation>Hoy {time}</translation>
        </message>
        <message>
            <source>Yesterday {time}</source>
            <translation>Ayer {time}</translation>
        </message>
        <message>
            <source>Tomorrow {time}</source>
            <translation>Mañana {time}</translation>
        </message>
        <message>
            <source>d MMMM yyyy</source>
            <extracomment>Qt date pattern for a date with its year, as in "20 November 2027"</extracomment>
            <translation>d 'de' MMMM 'de' yyyy</translation>
        </message>
        <message>
            <source>today at {time}</source>
            <translation>hoy a las {time}</translation>
        </message>
        <message>
            <source>yesterday at {time}</source>
            <translation>ayer a las {time}</translation>
        </message>
        <message>
            <source>tomorrow at {time}</source>
            <translation>mañana a las {time}</translation>
        </message>
        <message>
            <source>on {day} at {time}</source>
            <translation>el {day} a las {time}</translation>
        </message>
        <message>
            <source>on {date}</source>
            <translation>el {date}</translation>
        </message>
        <message>
            <source>d MMMM</source>
            <extracomment>Qt date pattern for a day of this year, as in "20 November"</extracomment>
            <translation>d 'de' MMMM</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} s</translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} min</translation>
        </message>
        <message>
            <source>{n} h</source>
            <translation>{n} h</translation>
        </message>
        <message>
            <source>{h} h {m} min</source>
            <translation>{h} h {m} min</translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n día</numerusform>
                <numerusform>%n días</numerusform>
            </translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ayer</translation>
        </message>
        <message>
            <source>in {span}</source>
            <translation>en {span}</translation>
        </message>
        <message>
            <source>{span} ago</source>
            <translation>hace {span}</translation>
        </message>
    </context>
    <context>
        <name>Tour</name>
        <message>
            <source>The visitor shows a code</source>
            <translation>El visitante muestra un código</translation>
        </message>
        <message>
            <source>The camera reads it by itself, at any distance where you can see it. A hand scanner works at any time, whatever is on the screen.</source>
            <translation>La cámara lo lee sola, a cualquier distancia a la que usted lo vea. Un lector de mano sirve en todo momento, esté lo que esté en la pantalla.</translation>
        </message>
        <message>
            <source>The card says what to do</source>
            <translation>La tarjeta dice qué hacer</translation>
        </message>
        <message>
            <source>Green: read the name and compare the face, then press Enter. Red: press Esc, the refusal is written down. Amber: you decide; ask the host, and who said yes is recorded.</source>
            <translation>Verde: lea el nombre y compare la cara; luego pulse Enter. Rojo: pulse Esc; la negativa queda anotada. Ámbar: usted decide; pregunte al anfitrión, y queda registrado quién dijo que sí.</translation>
        </message>
        <message>
            <source>No code</source>
            <translation>Sin código</translation>
        </message>
        <message>
            <source>Type a name, a house or a plate below the camera. F4 registers somebody who has no pass, F5 a delivery, F10 lets in somebody everybody knows.</source>
            <translation>Escriba un nombre, una casa o una placa debajo de la cámara. F4 registra a quien no tiene pase, F5 una entrega, F10 deja entrar a alguien conocido.</translation>
        </message>
        <message>
            <source>Somebody leaves</source>
            <translation>Alguien sale</translation>
        </message>
        <message>
            <source>F3 shows who is inside: scan the code, or type some letters and press Enter. If the verdict on the screen is of somebody who leaves, F3 turns it round.</source>
            <translation>F3 muestra quién está adentro: escanee el código, o escriba unas letras y pulse Enter. Si el resultado en pantalla es de alguien que sale, F3 cambia el sentido.</translation>
        </message>
        <message>
            <source>When something fails</source>
            <translation>Cuando algo falla</translation>
        </message>
        <message>
            <source>Without internet go on as always: everything is kept and sent later. In an emergency hold “Open by hand” for one second; the reason is asked afterwards. F1 helps on every page.</source>
            <translation>Sin internet siga como siempre: todo se guarda y se envía después. En una emergencia mantenga «Abrir a mano» un segundo; el motivo se pregunta después. F1 ayuda en cada página.</translation>
        </message>
        <message>
            <source>{step} of {of}</source>
            <translation>{step} de {of}</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Atrás</translation>
        </message>
        <message>
            <source>Begin to work</source>
            <translation>Empezar a trabajar</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Seguir</translation>
        </message>
        <message>
            <source>Leave the tour</source>
            <translation>Salir del recorrido</translation>
        </message>
        <message>
            <source>Show the tour</source>
            <translation>Ver el recorrido</translation>
        </message>
        <message>
            <source>TRAINING · nothing here is real: no gate moves, no host is told</source>
            <translation>PRÁCTICA · nada aquí es real: no se mueve ningún portón, no se avisa a nadie</translation>
        </message>
    </context>
    <context>
        <name>Unlock</name>
        <message>
            <source>The store is locked</source>
            <translation>El almacén está cerrado con llave</translation>
        </message>
        <message>
            <source>The site's recovery key, on a supervisor's paper, opens the store and puts its own key back.</source>
            <translation>La llave de recuperación del sitio, en el papel de un supervisor, abre el almacén y devuelve su llave a su lugar.</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Llave de recuperación</translation>
        </message>
        <message>
            <source>Open the store</source>
            <translation>Abrir el almacén</translation>
        </message>
        <message>
            <source>Try without it</source>
            <translation>Probar sin ella</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>Abriendo…</translation>
        </message>
    </context>
    <context>
        <name>Verdict</name>
        <message>
            <source>Ready</source>
            <translation>Listo</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Revisando…</translation>
        </message>
        <message>
            <source>May leave</source>
            <translation>Puede salir</translation>
        </message>
        <message>
            <source>Access granted</source>
            <translation>Acceso permitido</translation>
        </message>
        <message>
            <source>You decide</source>
            <translation>Usted decide</translation>
        </message>
        <message>
            <source>Do not admit</source>
            <translation>No dejar entrar</translation>
        </message>
        <message>
            <source>Refusal recorded</source>
            <translation>Negativa registrada</translation>
        </message>
        <message>
            <source>Gate already open</source>
            <translation>Portón ya abierto</translation>
        </message>
        <message>
            <source>Gate opened</source>
            <translation>Portón abierto</translation>
        </message>
        <message>
            <source>Gate told to open</source>
            <translation>Orden de abrir dada</translation>
        </message>
        <message>
            <source>Gate did not open</source>
            <translation>El portón no abrió</translation>
        </message>
        <message>
            <source>Look at the gate</source>
            <translation>Mire el portón</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>Abriendo…</translation>
        </message>
        <message>
            <source>{gate}: the order is on its way</source>
            <translation>{gate}: la orden va en camino</translation>
        </message>
        <message numerus="yes">
            <source>%n codes in view</source>
            <translation>
                <numerusform>%n código a la vista</numerusform>
                <numerusform>%n códigos a la vista</numerusform>
            </translation>
        </message>
        <message>
            <source>Only one of them is scanned: you say which</source>
            <translation>Solo se escanea uno: usted dice cuál</translation>
        </message>
        <message>
            <source>Hold the code in front of the lane camera</source>
            <translation>Muestre el código a la cámara del carril</translation>
        </message>
        <message>
            <source>No camera: type the code or look for the name</source>
            <translation>Sin cámara: escriba el código o busque el nombre</translation>
        </message>
        <message>
            <source>Read first, then press Enter again</source>
            <translation>Lea primero y luego pulse Enter otra vez</translation>
        </message>
        <message>
            <source>Looking at the pass</source>
            <translation>Revisando el pase</translation>
        </message>
        <message>
            <source>Code read, asking what is known about it</source>
            <translation>Código leído, consultando qué se sabe de él</translation>
        </message>
        <message>
            <source>Confirmed by the central API in {ms} ms</source>
            <translation>Confirmado por la central en {ms} ms</translation>
        </message>
        <message>
            <source>Confirmed by the central API</source>
            <translation>Confirmado por la central</translation>
        </message>
        <message>
            <source>Registered at this gate</source>
            <translation>Registrado en esta garita</translation>
        </message>
        <message>
            <source>Checked against the passes saved here</source>
            <translation>Revisado con los pases guardados aquí</translation>
        </message>
        <message>
            <source>Checked against passes saved at {time}</source>
            <translation>Revisado con los pases guardados a las {time}</translation>
        </message>
        <message>
            <source>Checked against passes saved {when}</source>
            <translation>Revisado con los pases guardados {when}</translation>
        </message>
        <message>
            <source>This pass expired {when}</source>
            <translation>Este pase venció {when}</translation>
        </message>
        <message>
            <source>This pass begins {when}</source>
            <translation>Este pase empieza {when}</translation>
        </message>
        <message numerus="yes">
            <source>All %n entries of this pass are used</source>
            <translation>
                <numerusform>La única entrada de este pase ya se usó</numerusform>
                <numerusform>Las %n entradas de este pase ya se usaron</numerusform>
            </translation>
        </message>
        <message>
            <source>Pass not known here, and no connection since {time}</source>
            <translation>Aquí no se conoce este pase y no hay conexión desde las {time}</translation>
        </message>
        <message>
            <source>The passes saved here are {age} old</source>
            <translation>Los pases guardados aquí son de hace {age}</translation>
        </message>
        <message>
            <source>This code is not a Portun pass</source>
            <translation>Este código no es un pase de Portun</translation>
        </message>
        <message>
            <source>Do not call the host. A supervisor has been told</source>
            <translation>No llame al anfitrión. Ya se avisó a un supervisor</translation>
        </message>
        <message>
            <source>Compare the document before you decide</source>
            <translation>Compare el documento antes de decidir</translation>
        </message>
        <message>
            <source>The central API does not know this pass</source>
            <translation>La central no conoce este pase</translation>
        </message>
        <message>
            <source>Pass not known here, and the central API did not answer</source>
            <translation>Aquí no se conoce este pase y la central no respondió</translation>
        </message>
        <message>
            <source>The host has cancelled this pass</source>
            <translation>El anfitrión canceló este pase</translation>
        </message>
        <message>
            <source>This pass is for another community</source>
            <translation>Este pase es para otra comunidad</translation>
        </message>
        <message>
            <source>This PC's clock cannot be trusted now</source>
            <translation>No se puede confiar en la hora de esta PC</translation>
        </message>
        <message>
            <source>This visitor is already inside</source>
            <translation>Este visitante ya está adentro</translation>
        </message>
        <message>
            <source>No passes were ever received here</source>
            <translation>Aquí nunca se han recibido pases</translation>
        </message>
        <message>
            <source>This pass is not valid yet</source>
            <translation>Este pase aún no es válido</translation>
        </message>
        <message>
            <source>This pass has expired</source>
            <translation>Este pase ya venció</translation>
        </message>
        <message>
            <source>No entries are left on this pass</source>
            <translation>A este pase no le quedan entradas</translation>
        </message>
        <message>
            <source>The pass is valid</source>
            <translation>El pase es válido</translation>
        </message>
        <message>
            <source>Ready for the next car</source>
            <translation>Listo para el siguiente</translation>
        </message>
        <message>
            <source>{gate}: no second pulse was sent, the entry is recorded</source>
            <translation>{gate}: no se mandó un segundo pulso, la entrada quedó registrada</translation>
        </message>
        <message>
            <source>{gate} left its closed position</source>
            <translation>{gate} dejó su posición cerrada</translation>
        </message>
        <message>
            <source>{gate} took the order in {ms} ms</source>
            <translation>{gate} recibió la orden en {ms} ms</translation>
        </message>
        <message>
            <source>{gate} did not say what became of the order. It may have opened</source>
            <translation>{gate} no dijo qué pasó con la orden. Puede que se haya abierto</translation>
        </message>
        <message numerus="yes">
            <source>%n gates opened</source>
            <translation>
                <numerusform>Se abrió %n portón</numerusform>
                <numerusform>Se abrieron %n portones</numerusform>
            </translation>
        </message>
        <message>
            <source>By hand, all at once</source>
            <translation>A mano, todos a la vez</translation>
        </message>
        <message>
            <source>{opened} of {asked} gates opened</source>
            <translation>Se abrieron {opened} de {asked} portones</translation>
        </message>
        <message>
            <source>{gate} is locked down. A supervisor can release it</source>
            <translation>{gate} está bloqueado. Un supervisor puede liberarlo</translation>
        </message>
        <message>
            <source>{gate} is in maintenance. A technician can end it</source>
            <translation>{gate} está en mantenimiento. Un técnico puede terminarlo</translation>
        </message>
        <message>
            <source>Another device answers in place of {gate}. Call the technician</source>
            <translation>Otro equipo responde en lugar de {gate}. Llame al técnico</translation>
        </message>
        <message>
            <source>{gate} was told to open a moment ago. Look before you try again</source>
            <translation>A {gate} se le mandó abrir hace un momento. Mire antes de intentar de nuevo</translation>
        </message>
        <message>
            <source>{gate} is busy with another order. Try again</source>
            <translation>{gate} está ocupado con otra orden. Intente de nuevo</translation>
        </message>
        <message>
            <source>{gate} was too slow, so the order was given up. Try again</source>
            <translation>{gate} tardó demasiado y la orden se anuló. Intente de nuevo</translation>
        </message>
        <message>
            <source>The console is locked. Unlock it first</source>
            <translation>La consola está bloqueada. Desbloquéela primero</translation>
        </message>
        <message>
            <source>{gate} refused the password. Use the key switch, call the technician</source>
            <translation>{gate} rechazó la contraseña. Use la llave y llame al técnico</translation>
        </message>
        <message>
            <source>{gate} cannot be reached. Try again or use the key switch</source>
            <translation>{gate} no responde. Intente de nuevo o use la llave</translation>
        </message>
    </context>
</TS>
