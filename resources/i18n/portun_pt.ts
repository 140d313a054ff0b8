<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>Portun Gatehouse {version} · build {build}</source>
            <translation>Portun Gatehouse {version} · compilação {build}</translation>
        </message>
        <message>
            <source>Portun Gatehouse {version} · training · build {build}</source>
            <translation>Portun Gatehouse {version} · treinamento · compilação {build}</translation>
        </message>
        <message>
            <source>Install and restart</source>
            <translation>Instalar e reiniciar</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Baixar</translation>
        </message>
        <message>
            <source>The update was changed on its way and is refused. Tell the technician.</source>
            <translation>A atualização foi alterada no caminho e é recusada. Avise o técnico.</translation>
        </message>
        <message>
            <source>The update is signed by a stranger and is refused. Tell the technician.</source>
            <translation>A atualização foi assinada por um desconhecido e é recusada. Avise o técnico.</translation>
        </message>
        <message>
            <source>The update's signature has expired: it is refused until it is renewed.</source>
            <translation>A assinatura da atualização venceu: é recusada até ser renovada.</translation>
        </message>
        <message>
            <source>An older version was offered and is refused. Tell the technician.</source>
            <translation>Foi oferecida uma versão anterior e é recusada. Avise o técnico.</translation>
        </message>
        <message>
            <source>This version is too old for the update. The technician installs it by hand.</source>
            <translation>Esta versão é antiga demais para a atualização. O técnico a instala à mão.</translation>
        </message>
        <message>
            <source>The update is not there for this kind of PC.</source>
            <translation>A atualização não existe para este tipo de PC.</translation>
        </message>
        <message>
            <source>This PC's date is wrong: the update cannot be judged.</source>
            <translation>A data deste PC está errada: não se pode julgar a atualização.</translation>
        </message>
        <message>
            <source>The download was cut off; it goes on from there.</source>
            <translation>O download foi interrompido; continua de onde parou.</translation>
        </message>
        <message>
            <source>The update was not installed; nothing was changed.</source>
            <translation>A atualização não foi instalada; nada mudou.</translation>
        </message>
        <message>
            <source>There is no space for the update on this PC.</source>
            <translation>Não há espaço para a atualização neste PC.</translation>
        </message>
        <message>
            <source>The update cannot be used and is refused. Tell the technician.</source>
            <translation>A atualização não serve e é recusada. Avise o técnico.</translation>
        </message>
        <message>
            <source>This PC's packages update it: {command}</source>
            <translation>Os pacotes deste PC a atualizam: {command}</translation>
        </message>
        <message>
            <source>Updates are off: this build carries no key for them.</source>
            <translation>Sem atualizações: esta compilação não tem chave para elas.</translation>
        </message>
        <message>
            <source>Updates: not asked for yet.</source>
            <translation>Atualizações: ainda não se perguntou.</translation>
        </message>
        <message>
            <source>This is the newest version (asked at {time}).</source>
            <translation>É a versão mais nova (perguntado às {time}).</translation>
        </message>
        <message>
            <source>Version {version}: {percent} % downloaded</source>
            <translation>Versão {version}: {percent} % baixado</translation>
        </message>
        <message>
            <source>An administrator of this PC must agree.</source>
            <translation>Um administrador deste PC precisa aceitar.</translation>
        </message>
        <message>
            <source>Version {version} is there. The technician types: {command}</source>
            <translation>Há uma versão {version}. O técnico digita: {command}</translation>
        </message>
        <message>
            <source>Version {version} is there. The technician installs it.</source>
            <translation>Há uma versão {version}. O técnico a instala.</translation>
        </message>
        <message>
            <source>Version {version} is there.</source>
            <translation>Há uma versão {version}.</translation>
        </message>
        <message>
            <source>Version {version} is here.</source>
            <translation>A versão {version} já está aqui.</translation>
        </message>
        <message>
            <source>Version {version} is here. The console is away for a minute: agree only when nobody is coming.</source>
            <translation>A versão {version} já está aqui. O console some por um minuto: aceite só se ninguém estiver vindo.</translation>
        </message>
        <message>
            <source>Version {version} is here. The console is away for a minute.</source>
            <translation>A versão {version} já está aqui. O console some por um minuto.</translation>
        </message>
        <message>
            <source>It waits until nobody is at the gate.</source>
            <translation>Espera até não haver ninguém no portão.</translation>
        </message>
        <message>
            <source>It waits until all entries have been sent.</source>
            <translation>Espera até todos os registros terem sido enviados.</translation>
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
            <translation>Tentar de novo</translation>
        </message>
        <message>
            <source>Let in on host's word</source>
            <translation>Anfitrião autoriza</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Recusar</translation>
        </message>
        <message>
            <source>Retake photo</source>
            <translation>Outra foto</translation>
        </message>
        <message>
            <source>Call host</source>
            <translation>Ligar</translation>
        </message>
        <message>
            <source>Walk-in</source>
            <translation>Sem passe</translation>
        </message>
        <message>
            <source>Did not enter</source>
            <translation>Não entrou</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Pronto</translation>
        </message>
        <message>
            <source>Show pass</source>
            <translation>Mostrar passe</translation>
        </message>
        <message>
            <source>Exit</source>
            <translation>Saída</translation>
        </message>
        <message>
            <source>Delivery</source>
            <translation>Entrega</translation>
        </message>
        <message>
            <source>Known</source>
            <translation>Conhecido</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Ajuda</translation>
        </message>
        <message>
            <source>Expected this hour</source>
            <translation>Esperados nesta hora</translation>
        </message>
        <message>
            <source>{shown} of {today} today</source>
            <translation>{shown} de {today} hoje</translation>
        </message>
        <message>
            <source>Nobody is announced for this hour.</source>
            <translation>Ninguém está anunciado para esta hora.</translation>
        </message>
        <message numerus="yes">
            <source>Next: %n</source>
            <translation>
                <numerusform>Em espera: %n</numerusform>
                <numerusform>Em espera: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Scan, type a code, or search a name, house or plate…</source>
            <translation>Escaneie, digite um código ou busque nome, casa ou placa…</translation>
        </message>
        <message>
            <source>Find a visitor or type a code</source>
            <translation>Buscar um visitante ou digitar um código</translation>
        </message>
        <message numerus="yes">
            <source>%n passes found · arrows and Enter choose</source>
            <translation>
                <numerusform>%n passe encontrado · Enter o escolhe</numerusform>
                <numerusform>%n passes encontrados · setas e Enter escolhem</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing found for “{text}”</source>
            <translation>Nada encontrado para “{text}”</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Buscando…</translation>
        </message>
        <message>
            <source>More gates</source>
            <translation>Mais portões</translation>
        </message>
        <message>
            <source>Nothing has happened in this shift yet</source>
            <translation>Ainda não aconteceu nada neste turno</translation>
        </message>
        <message>
            <source>Who said yes?</source>
            <translation>Quem autorizou?</translation>
        </message>
        <message>
            <source>Write the name of the person who lets the visitor in. It is recorded with yours.</source>
            <translation>Escreva o nome de quem deixa o visitante entrar. Fica registrado junto com o seu.</translation>
        </message>
        <message>
            <source>Name of the host</source>
            <translation>Nome do anfitrião</translation>
        </message>
        <message>
            <source>Let in</source>
            <translation>Deixar entrar</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Which code is meant?</source>
            <translation>Qual dos códigos?</translation>
        </message>
        <message>
            <source>They were shown together. Choose with its key or a touch; the other one can come next.</source>
            <translation>Foram mostrados juntos. Escolha com a tecla ou com um toque; o outro pode vir depois.</translation>
        </message>
        <message>
            <source>None of them</source>
            <translation>Nenhum deles</translation>
        </message>
        <message>
            <source>Why was it opened by hand?</source>
            <translation>Por que foi aberto à mão?</translation>
        </message>
        <message>
            <source>Choose or write the reason. Without one it stays on the supervisor's list.</source>
            <translation>Escolha ou escreva o motivo. Sem motivo, fica na lista do supervisor.</translation>
        </message>
        <message>
            <source>Another reason</source>
            <translation>Outro motivo</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Depois</translation>
        </message>
        <message>
            <source>Emergency vehicle</source>
            <translation>Veículo de emergência</translation>
        </message>
        <message>
            <source>Resident without a pass</source>
            <translation>Morador sem passe</translation>
        </message>
        <message>
            <source>Service of the site</source>
            <translation>Serviço do local</translation>
        </message>
        <message>
            <source>The reader does not work</source>
            <translation>O leitor não funciona</translation>
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
            <translation>Válido até</translation>
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
            <translation>“{note}” – nota do anfitrião</translation>
        </message>
        <message>
            <source>valid until {when}</source>
            <translation>válido até {when}</translation>
        </message>
        <message>
            <source>Switch camera</source>
            <translation>Trocar câmera</translation>
        </message>
        <message>
            <source>What you can do</source>
            <translation>O que você pode fazer</translation>
        </message>
        <message>
            <source>What is known</source>
            <translation>O que se sabe</translation>
        </message>
        <message>
            <source>What you may do</source>
            <translation>O que você pode decidir</translation>
        </message>
        <message>
            <source>Look at the gate. If it stays closed, open it by hand or with the key switch. The console does not send a second pulse by itself: it could stop a moving gate.</source>
            <translation>Olhe o portão. Se continuar fechado, abra-o à mão ou com a chave. O console não envia um segundo pulso sozinho: poderia parar um portão em movimento.</translation>
        </message>
        <message>
            <source>Try again, or open it with the key switch. If the visitor turns round, press “Did not enter”: the entry is given back to the pass.</source>
            <translation>Tente de novo ou abra-o com a chave. Se o visitante voltar, aperte “Não entrou”: a entrada é devolvida ao passe.</translation>
        </message>
        <message>
            <source>Say that the pass cannot be confirmed. Do not call the host, do not argue; wait for the supervisor.</source>
            <translation>Diga que o passe não pode ser confirmado. Não ligue para o anfitrião nem discuta; espere o supervisor.</translation>
        </message>
        <message>
            <source>Ask for the pass in the Portun app, look for the name below, or register a walk-in.</source>
            <translation>Peça o passe do app Portun, busque o nome abaixo ou registre uma visita sem passe.</translation>
        </message>
        <message>
            <source>Perhaps it was not uploaded yet: call the host, or register a walk-in.</source>
            <translation>Talvez ainda não tenha sido enviado: ligue para o anfitrião ou registre uma visita sem passe.</translation>
        </message>
        <message>
            <source>Call the host if the visitor insists. Only a new pass lets them in.</source>
            <translation>Ligue para o anfitrião se o visitante insistir. Só um passe novo dá entrada.</translation>
        </message>
        <message>
            <source>Show the visitor the way, or call the host they name.</source>
            <translation>Mostre o caminho ao visitante ou ligue para o anfitrião que ele indicar.</translation>
        </message>
        <message>
            <source>Call the host to change the time, or ask the visitor to wait.</source>
            <translation>Ligue para o anfitrião mudar o horário ou peça ao visitante que espere.</translation>
        </message>
        <message>
            <source>Call the host to send a new pass, or register a walk-in.</source>
            <translation>Ligue para o anfitrião enviar um passe novo ou registre uma visita sem passe.</translation>
        </message>
        <message>
            <source>The code looks like a Portun pass. Whether it is valid cannot be checked until the connection is back.</source>
            <translation>O código parece um passe da Portun. Só será possível conferir se é válido quando a conexão voltar.</translation>
        </message>
        <message>
            <source>The name or the plate resembles one in the site's instructions. It may be somebody else.</source>
            <translation>O nome ou a placa se parece com os das instruções do local. Pode ser outra pessoa.</translation>
        </message>
        <message>
            <source>The pass is known, but the time of this PC may be wrong, so its validity cannot be judged.</source>
            <translation>O passe é conhecido, mas a hora deste PC pode estar errada; não dá para julgar a validade.</translation>
        </message>
        <message>
            <source>This pass came in and has not left since.</source>
            <translation>Este passe já entrou e não saiu.</translation>
        </message>
        <message>
            <source>The pass was valid when the saved passes were last updated. It may have been changed or used since.</source>
            <translation>O passe era válido na última atualização dos passes salvos. Pode ter mudado ou sido usado desde então.</translation>
        </message>
        <message>
            <source>The pass belongs to another community.</source>
            <translation>O passe é de outra comunidade.</translation>
        </message>
        <message>
            <source>Nothing is known about this pass.</source>
            <translation>Não se sabe nada deste passe.</translation>
        </message>
        <message>
            <source>Compare the document with the instruction. If in doubt, refuse and tell the supervisor.</source>
            <translation>Compare o documento com a instrução. Na dúvida, recuse e avise o supervisor.</translation>
        </message>
        <message>
            <source>Ask whether somebody else uses the pass. Let in on the host's word, or refuse.</source>
            <translation>Pergunte se outra pessoa usa o passe. Deixe entrar se o anfitrião autorizar, ou recuse.</translation>
        </message>
        <message>
            <source>Call the host and let in on their word. Your name and theirs are recorded, and a supervisor sees it.</source>
            <translation>Ligue para o anfitrião; se ele autorizar, deixe entrar. O seu nome e o dele ficam registrados, e um supervisor vê.</translation>
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
            <translation>Portão</translation>
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
            <translation>Dentro há</translation>
        </message>
        <message>
            <source>Pass until</source>
            <translation>Passe até</translation>
        </message>
        <message>
            <source>What</source>
            <translation>O quê</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Quem</translation>
        </message>
        <message>
            <source>Expected today</source>
            <translation>Esperados hoje</translation>
        </message>
        <message>
            <source>Looking at today's passes…</source>
            <translation>Carregando os passes de hoje…</translation>
        </message>
        <message>
            <source>Nobody like that is announced for today. The find field on Gate looks at all passes.</source>
            <translation>Ninguém com esse dado está anunciado para hoje. O campo de busca em Portão olha todos os passes.</translation>
        </message>
        <message>
            <source>Nobody is announced for today.</source>
            <translation>Ninguém está anunciado para hoje.</translation>
        </message>
        <message>
            <source>Name, house or plate…</source>
            <translation>Nome, casa ou placa…</translation>
        </message>
        <message numerus="yes">
            <source>%n passes</source>
            <translation>
                <numerusform>%n passe</numerusform>
                <numerusform>%n passes</numerusform>
            </translation>
        </message>
        <message>
            <source>Inside now</source>
            <translation>Dentro agora</translation>
        </message>
        <message numerus="yes">
            <source>%n people inside</source>
            <translation>
                <numerusform>%n pessoa</numerusform>
                <numerusform>%n pessoas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n over their time</source>
            <translation>
                <numerusform>%n além do horário</numerusform>
                <numerusform>%n além do horário</numerusform>
            </translation>
        </message>
        <message>
            <source>Looking who is inside…</source>
            <translation>Buscando quem está dentro…</translation>
        </message>
        <message>
            <source>Nobody inside has a pass that was made at this gatehouse.</source>
            <translation>Ninguém dos que estão dentro tem um passe feito nesta portaria.</translation>
        </message>
        <message>
            <source>Nobody like that is inside.</source>
            <translation>Ninguém com esse dado está dentro.</translation>
        </message>
        <message>
            <source>Nobody is inside.</source>
            <translation>Não há ninguém dentro.</translation>
        </message>
        <message>
            <source>Choose who leaves: the verdict comes up on Gate, Enter opens.</source>
            <translation>Escolha quem sai: o resultado aparece em Portão e Enter abre.</translation>
        </message>
        <message>
            <source>Show pass</source>
            <translation>Mostrar passe</translation>
        </message>
        <message>
            <source>Passes made at this gatehouse: choose whose pass to show or print. Esc goes back.</source>
            <translation>Passes feitos nesta portaria: escolha qual mostrar ou imprimir. Esc volta.</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Salvando…</translation>
        </message>
        <message>
            <source>Print list</source>
            <translation>Imprimir lista</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Salva: {path}</translation>
        </message>
        <message>
            <source>{span} over</source>
            <translation>{span} a mais</translation>
        </message>
        <message>
            <source>Shift log</source>
            <translation>Diário do turno</translation>
        </message>
        <message>
            <source>came in</source>
            <translation>entradas</translation>
        </message>
        <message>
            <source>left</source>
            <translation>saídas</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>recusas</translation>
        </message>
        <message>
            <source>opened by hand</source>
            <translation>à mão</translation>
        </message>
        <message>
            <source>to be sent</source>
            <translation>a enviar</translation>
        </message>
        <message numerus="yes">
            <source>%n openings by hand have no reason yet</source>
            <translation>
                <numerusform>%n abertura à mão ainda não tem motivo</numerusform>
                <numerusform>%n aberturas à mão ainda não têm motivo</numerusform>
            </translation>
        </message>
        <message>
            <source>Write what the next guard should know…</source>
            <translation>Escreva o que o próximo vigilante deve saber…</translation>
        </message>
        <message>
            <source>Add note</source>
            <translation>Adicionar nota</translation>
        </message>
        <message>
            <source>Add incident</source>
            <translation>Adicionar incidente</translation>
        </message>
        <message>
            <source>With photo</source>
            <translation>Com foto</translation>
        </message>
        <message>
            <source>Hand over…</source>
            <translation>Entregar turno…</translation>
        </message>
        <message>
            <source>Your notes stay for the next guard. Entries that are not sent yet are sent by themselves.</source>
            <translation>Suas notas ficam para o próximo vigilante. As entradas a enviar são enviadas sozinhas.</translation>
        </message>
        <message>
            <source>Hand over and sign out</source>
            <translation>Entregar e sair</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Handed over by {name} {when}</source>
            <translation>Entregue por {name} {when}</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>Já li</translation>
        </message>
        <message>
            <source>Nothing has happened in this shift yet.</source>
            <translation>Ainda não aconteceu nada neste turno.</translation>
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
            <translation>Turno entregue</translation>
        </message>
        <message>
            <source>Handover read</source>
            <translation>Entrega lida</translation>
        </message>
        <message>
            <source>Shift ended</source>
            <translation>Turno encerrado</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Saiu</translation>
        </message>
        <message>
            <source>Came in</source>
            <translation>Entrou</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Recusado</translation>
        </message>
        <message>
            <source>Opened by hand</source>
            <translation>Aberto à mão</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Pessoa conhecida</translation>
        </message>
        <message>
            <source>Walk-in</source>
            <translation>Visita sem passe</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Corrigido</translation>
        </message>
    </context>
    <context>
        <name>Devices</name>
        <message>
            <source>Host, as in the vendor's app</source>
            <translation>Servidor, como no app do fabricante</translation>
        </message>
        <message>
            <source>Cloud key (empty: the one that is kept)</source>
            <translation>Chave da nuvem (vazio: a guardada)</translation>
        </message>
        <message>
            <source>Device id (empty: its MAC)</source>
            <translation>Id do dispositivo (vazio: seu MAC)</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Usar</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>The relay's password</source>
            <translation>Senha do relé</translation>
        </message>
        <message>
            <source>New camera</source>
            <translation>Câmera nova</translation>
        </message>
        <message>
            <source>New gate</source>
            <translation>Portão novo</translation>
        </message>
        <message>
            <source>Address of the relay</source>
            <translation>Endereço do relé</translation>
        </message>
        <message>
            <source>Password, if it has one</source>
            <translation>Senha, se tiver</translation>
        </message>
        <message>
            <source>Address (rtsp://…, http://…) or USB name</source>
            <translation>Endereço (rtsp://…, http://…) ou nome USB</translation>
        </message>
        <message>
            <source>Password (empty: the one that is kept)</source>
            <translation>Senha (vazio: a guardada)</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>User, if it has one</source>
            <translation>Usuário, se tiver</translation>
        </message>
        <message>
            <source>Add it</source>
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Asking it…</source>
            <translation>Consultando…</translation>
        </message>
        <message>
            <source>Take {name} out?</source>
            <translation>Retirar {name}?</translation>
        </message>
        <message>
            <source>It stays in use until the next start. What it recorded stays in the history.</source>
            <translation>Continua em uso até o próximo início. O que registrou fica no histórico.</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Take it out</source>
            <translation>Retirar</translation>
        </message>
        <message>
            <source>Its check is not green</source>
            <translation>A verificação não está verde</translation>
        </message>
        <message>
            <source>{points}. Whoever lets it open by itself all the same gives a reason, which is kept.</source>
            <translation>{points}. Quem mesmo assim o deixar abrir sozinho dá um motivo, que fica registrado.</translation>
        </message>
        <message>
            <source>Let it open by itself</source>
            <translation>Deixar abrir sozinho</translation>
        </message>
        <message>
            <source>Which gate does this camera look at?</source>
            <translation>Que portão esta câmera olha?</translation>
        </message>
        <message>
            <source>It is opened once, now. Look at the gates, not at the screen.</source>
            <translation>Ele abre uma vez, agora. Olhe os portões, não a tela.</translation>
        </message>
        <message>
            <source>Opening {gate}…</source>
            <translation>Abrindo {gate}…</translation>
        </message>
        <message>
            <source>Which gate moved?</source>
            <translation>Que portão se moveu?</translation>
        </message>
        <message>
            <source>{gate} was told to open. Only if it was that one, the camera opens it from now on.</source>
            <translation>{gate} recebeu a ordem de abrir. Só se foi esse, a câmera o abrirá a partir de agora.</translation>
        </message>
        <message>
            <source>None of them</source>
            <translation>Nenhum deles</translation>
        </message>
        <message>
            <source>Pairing by the technician</source>
            <translation>Associação do técnico</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>Câmeras</translation>
        </message>
        <message>
            <source>Gates</source>
            <translation>Portões</translation>
        </message>
        <message>
            <source>Found on this network</source>
            <translation>Encontrados nesta rede</translation>
        </message>
        <message>
            <source>Answer time, last 24 hours</source>
            <translation>Tempo de resposta, últimas 24 horas</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Ordens</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Revisão</translation>
        </message>
        <message>
            <source>End maintenance</source>
            <translation>Encerrar manutenção</translation>
        </message>
        <message>
            <source>Maintenance</source>
            <translation>Manutenção</translation>
        </message>
        <message>
            <source>Test pulse</source>
            <translation>Pulso de teste</translation>
        </message>
        <message>
            <source>Check settings</source>
            <translation>Revisar ajustes</translation>
        </message>
        <message>
            <source>Find devices on this network</source>
            <translation>Procurar aparelhos nesta rede</translation>
        </message>
        <message>
            <source>Looking for devices…</source>
            <translation>Procurando aparelhos…</translation>
        </message>
        <message>
            <source>Devices are for technicians. A technician can sign in here; the gate goes on.</source>
            <translation>Os aparelhos são para técnicos. Um técnico pode entrar aqui; o portão continua trabalhando.</translation>
        </message>
        <message>
            <source>Sign in as technician</source>
            <translation>Entrar como técnico</translation>
        </message>
        <message>
            <source>no picture yet</source>
            <translation>ainda sem imagem</translation>
        </message>
        <message>
            <source>{fps} fps · {width}×{height}</source>
            <translation>{fps} fps · {width}×{height}</translation>
        </message>
        <message>
            <source>no answer for {span}</source>
            <translation>sem resposta há {span}</translation>
        </message>
        <message>
            <source>in maintenance</source>
            <translation>em manutenção</translation>
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
            <translation>Pulso · {seconds} s, o relé termina</translation>
        </message>
        <message>
            <source>Only ever opens</source>
            <translation>Só abre</translation>
        </message>
        <message>
            <source>Step by step</source>
            <translation>Passo a passo</translation>
        </message>
        <message>
            <source>No contact: the position is not known</source>
            <translation>Sem contato: posição desconhecida</translation>
        </message>
        <message>
            <source>Input {n} · closed when on</source>
            <translation>Entrada {n} · fechado se ativa</translation>
        </message>
        <message>
            <source>Input {n} · closed when off</source>
            <translation>Entrada {n} · fechado se inativa</translation>
        </message>
        <message>
            <source>By itself, after an admitting verdict</source>
            <translation>Sozinho, após acesso permitido</translation>
        </message>
        <message>
            <source>By the guard: its check is not green</source>
            <translation>O vigilante: a verificação não está verde</translation>
        </message>
        <message>
            <source>By the guard</source>
            <translation>O vigilante</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>Opens with</source>
            <translation>Abre com</translation>
        </message>
        <message>
            <source>Its controller</source>
            <translation>Seu motor</translation>
        </message>
        <message>
            <source>Gate position</source>
            <translation>Posição</translation>
        </message>
        <message>
            <source>Entry opens it</source>
            <translation>Quem abre</translation>
        </message>
        <message>
            <source>Second path</source>
            <translation>Segundo caminho</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Câmera</translation>
        </message>
        <message>
            <source>none looks at it</source>
            <translation>nenhuma olha para ele</translation>
        </message>
        <message>
            <source>Through the cloud · ready</source>
            <translation>Pela nuvem · pronto</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Nenhum</translation>
        </message>
        <message>
            <source>Through the cloud · being asked</source>
            <translation>Pela nuvem · consultando</translation>
        </message>
        <message>
            <source>More…</source>
            <translation>Mais…</translation>
        </message>
        <message>
            <source>Take it out…</source>
            <translation>Retirar…</translation>
        </message>
        <message>
            <source>Pair with a gate…</source>
            <translation>Associar a um portão…</translation>
        </message>
        <message>
            <source>Another address…</source>
            <translation>Outro endereço…</translation>
        </message>
        <message>
            <source>Opens by the guard only</source>
            <translation>Abrir só pelo vigilante</translation>
        </message>
        <message>
            <source>Let it open by itself…</source>
            <translation>Deixar abrir sozinho…</translation>
        </message>
        <message>
            <source>Let its light blink</source>
            <translation>Fazer a luz piscar</translation>
        </message>
        <message>
            <source>The relay's password…</source>
            <translation>Senha do relé…</translation>
        </message>
        <message>
            <source>Second path through the cloud…</source>
            <translation>Segundo caminho pela nuvem…</translation>
        </message>
        <message>
            <source>Test the second path</source>
            <translation>Testar o segundo caminho</translation>
        </message>
        <message>
            <source>No second path any more</source>
            <translation>Tirar o segundo caminho</translation>
        </message>
        <message>
            <source>Another relay or address…</source>
            <translation>Outro relé ou endereço…</translation>
        </message>
        <message>
            <source>A camera…</source>
            <translation>Uma câmera…</translation>
        </message>
        <message>
            <source>A gate…</source>
            <translation>Um portão…</translation>
        </message>
        <message>
            <source>Add…</source>
            <translation>Adicionar…</translation>
        </message>
        <message>
            <source>until the next start</source>
            <translation>até o próximo início</translation>
        </message>
        <message>
            <source>the first gate</source>
            <translation>o primeiro portão</translation>
        </message>
        <message>
            <source>Way in</source>
            <translation>Entrada</translation>
        </message>
        <message>
            <source>Way out</source>
            <translation>Saída</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sim</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Não</translation>
        </message>
        <message>
            <source>by {n}°</source>
            <translation>{n}°</translation>
        </message>
        <message>
            <source>Looks at</source>
            <translation>Olha</translation>
        </message>
        <message>
            <source>Reads codes</source>
            <translation>Lê códigos</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Endereço</translation>
        </message>
        <message>
            <source>Turned</source>
            <translation>Girada</translation>
        </message>
        <message>
            <source>Mirrored</source>
            <translation>Espelhada</translation>
        </message>
        <message>
            <source>Code kinds</source>
            <translation>Tipos de código</translation>
        </message>
        <message>
            <source>opened in {ms} ms</source>
            <translation>abriu em {ms} ms</translation>
        </message>
        <message>
            <source>not known: {detail}</source>
            <translation>não se sabe: {detail}</translation>
        </message>
        <message>
            <source>not done: {detail}</source>
            <translation>não foi feito: {detail}</translation>
        </message>
        <message>
            <source>By the rules</source>
            <translation>Pelas regras</translation>
        </message>
        <message>
            <source>On a verdict</source>
            <translation>Após conferir um passe</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>À mão</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Ordem</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>O que houve</translation>
        </message>
        <message>
            <source>Point</source>
            <translation>Ponto</translation>
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
            <translation>Nenhuma ordem desde que o programa iniciou.</translation>
        </message>
        <message>
            <source>Asking the relay…</source>
            <translation>Perguntando ao relé…</translation>
        </message>
        <message>
            <source>“Check settings” asks the relay whether a gate may hang on it.</source>
            <translation>“Revisar ajustes” pergunta ao relé se um portão pode depender dele.</translation>
        </message>
        <message>
            <source>up to {ms} ms</source>
            <translation>até {ms} ms</translation>
        </message>
        <message>
            <source>has a password</source>
            <translation>tem senha</translation>
        </message>
        <message>
            <source>no password yet</source>
            <translation>ainda sem senha</translation>
        </message>
        <message>
            <source>No relay answered. Are they on this network?</source>
            <translation>Nenhum relé respondeu. Estão nesta rede?</translation>
        </message>
        <message>
            <source>Test by the technician</source>
            <translation>Teste do técnico</translation>
        </message>
        <message>
            <source>The relay has a password</source>
            <translation>O relé tem senha</translation>
        </message>
        <message>
            <source>Its input does not switch its output</source>
            <translation>Sua entrada não aciona sua saída</translation>
        </message>
        <message>
            <source>Its input cannot reset it</source>
            <translation>Sua entrada não o reinicia</translation>
        </message>
        <message>
            <source>Its own Wi-Fi is off</source>
            <translation>Seu Wi-Fi próprio está desligado</translation>
        </message>
        <message>
            <source>It has no schedules</source>
            <translation>Não tem horários</translation>
        </message>
        <message>
            <source>It has no webhooks</source>
            <translation>Não tem webhooks</translation>
        </message>
        <message>
            <source>Bluetooth is off</source>
            <translation>Bluetooth desligado</translation>
        </message>
        <message>
            <source>No script runs on it</source>
            <translation>Nenhum script roda nele</translation>
        </message>
        <message>
            <source>MQTT is off</source>
            <translation>MQTT desligado</translation>
        </message>
        <message>
            <source>Its clock follows a time server</source>
            <translation>Sua hora segue um servidor</translation>
        </message>
        <message>
            <source>Its firmware is a good one</source>
            <translation>Seu firmware é bom</translation>
        </message>
        <message>
            <source>It stays off after a power cut</source>
            <translation>Fica desligado após queda de luz</translation>
        </message>
        <message>
            <source>It switches off by itself</source>
            <translation>Desliga sozinho</translation>
        </message>
        <message>
            <source>The contact's input is a switch</source>
            <translation>A entrada do contato é interruptor</translation>
        </message>
        <message>
            <source>The cloud is off</source>
            <translation>A nuvem está desligada</translation>
        </message>
        <message>
            <source>It works as a relay</source>
            <translation>Trabalha como relé</translation>
        </message>
        <message>
            <source>good</source>
            <translation>certo</translation>
        </message>
        <message>
            <source>choose to set right</source>
            <translation>escolha para corrigir</translation>
        </message>
        <message>
            <source>set it in the relay</source>
            <translation>ajuste no relé</translation>
        </message>
        <message>
            <source>advice</source>
            <translation>conselho</translation>
        </message>
        <message>
            <source>must</source>
            <translation>necessário</translation>
        </message>
    </context>
    <context>
        <name>Emergency</name>
        <message>
            <source>Emergency</source>
            <translation>Emergência</translation>
        </message>
        <message>
            <source>Lock the gates down?</source>
            <translation>Bloquear os portões?</translation>
        </message>
        <message>
            <source>Open several gates</source>
            <translation>Abrir vários portões</translation>
        </message>
        <message>
            <source>A supervisor's PIN</source>
            <translation>PIN de um supervisor</translation>
        </message>
        <message>
            <source>Nobody comes in until it is released: no gate of the site opens for entry, at no post.</source>
            <translation>Ninguém entra até ser liberado: nenhum portão do local abre para entrada, em nenhuma portaria.</translation>
        </message>
        <message>
            <source>Lock the gates down</source>
            <translation>Bloquear os portões</translation>
        </message>
        <message>
            <source>hold 1 s</source>
            <translation>segurar 1 s</translation>
        </message>
        <message>
            <source>All gates of the site are locked. Release them when it is safe.</source>
            <translation>Todos os portões do local estão bloqueados. Libere-os quando for seguro.</translation>
        </message>
        <message>
            <source>Release the gates</source>
            <translation>Liberar os portões</translation>
        </message>
        <message>
            <source>All gates of the site are locked. A supervisor releases them, here or from elsewhere.</source>
            <translation>Todos os portões do local estão bloqueados. Um supervisor os libera, daqui ou de outro lugar.</translation>
        </message>
        <message>
            <source>What holds the gates' lock cannot be read.</source>
            <translation>Não é possível ler o que guarda o bloqueio dos portões.</translation>
        </message>
        <message>
            <source>the central office</source>
            <translation>a central</translation>
        </message>
        <message>
            <source>{who} locked them down {when}, at {place}.</source>
            <translation>{who} os bloqueou {when}, em {place}.</translation>
        </message>
        <message>
            <source>{who} locked them down {when}, from the central office.</source>
            <translation>{who} os bloqueou {when}, a partir da central.</translation>
        </message>
        <message>
            <source>No gate opens for entry any more, for nobody, until a supervisor releases it. Exits that must stay free stay free. Remotes, and the key switch beside the gate, still work.</source>
            <translation>Nenhum portão abre para entrada, para ninguém, até um supervisor liberar. As saídas que devem ficar livres ficam livres. Os controles remotos e a chave junto ao portão continuam funcionando.</translation>
        </message>
        <message>
            <source>Yes, lock the gates down</source>
            <translation>Sim, bloquear os portões</translation>
        </message>
        <message>
            <source>hold 1 s again</source>
            <translation>segurar 1 s de novo</translation>
        </message>
        <message>
            <source>Release with a supervisor's PIN</source>
            <translation>Liberar com o PIN de um supervisor</translation>
        </message>
        <message>
            <source>Open several gates…</source>
            <translation>Abrir vários portões…</translation>
        </message>
        <message>
            <source>opens</source>
            <translation>abre</translation>
        </message>
        <message>
            <source>stays as it is</source>
            <translation>fica como está</translation>
        </message>
        <message>
            <source>All of these open at once, by hand. The reason is asked afterwards, once for all.</source>
            <translation>Todos estes abrem de uma vez, à mão. O motivo é perguntado depois, uma vez por todos.</translation>
        </message>
        <message numerus="yes">
            <source>Open %n gates</source>
            <translation>
                <numerusform>Abrir %n portão</numerusform>
                <numerusform>Abrir %n portões</numerusform>
            </translation>
        </message>
        <message>
            <source>hold 1 s · is logged</source>
            <translation>segurar 1 s · fica registrado</translation>
        </message>
        <message>
            <source>This PIN no longer counts. Sign in with e-mail and password</source>
            <translation>Este PIN não vale mais. Entre com e-mail e senha</translation>
        </message>
        <message numerus="yes">
            <source>That is not the PIN. Wait %n s</source>
            <translation>
                <numerusform>Esse não é o PIN. Espere %n s</numerusform>
                <numerusform>Esse não é o PIN. Espere %n s</numerusform>
            </translation>
        </message>
        <message>
            <source>That is not the PIN. Try again</source>
            <translation>Esse não é o PIN. Tente de novo</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Um momento…</translation>
        </message>
        <message>
            <source>The PIN releases the gates; the guard stays on duty</source>
            <translation>O PIN libera os portões; o vigilante continua de plantão</translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation>Outra pessoa</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>The supervisors have been told. Stay where it is safe.</source>
            <translation>Os supervisores já foram avisados. Fique onde for seguro.</translation>
        </message>
        <message>
            <source>Tells the supervisors at once, and sounds the alarm here.</source>
            <translation>Avisa os supervisores na hora e soa o alarme aqui.</translation>
        </message>
        <message>
            <source>Tells the supervisors at once, without a sound here.</source>
            <translation>Avisa os supervisores na hora, sem som aqui.</translation>
        </message>
        <message>
            <source>It locks all gates of the site, too.</source>
            <translation>Também bloqueia todos os portões do local.</translation>
        </message>
        <message>
            <source>Call for help</source>
            <translation>Pedir ajuda</translation>
        </message>
        <message>
            <source>If nothing here works: the key switch beside the gate opens and blocks it.</source>
            <translation>Se nada aqui funcionar: a chave junto ao portão o abre e bloqueia.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>Error</name>
        <message>
            <source>The disk of this PC is full</source>
            <translation>O disco deste PC está cheio</translation>
        </message>
        <message>
            <source>Nothing can be recorded, so nothing opens by itself.</source>
            <translation>Nada pode ser registrado, então nada abre sozinho.</translation>
        </message>
        <message>
            <source>Open by hand only, write visitors down, and call the technician to free space.</source>
            <translation>Abra só à mão, anote os visitantes e chame o técnico para liberar espaço.</translation>
        </message>
        <message>
            <source>The disk of this PC cannot be written</source>
            <translation>Não dá para gravar no disco deste PC</translation>
        </message>
        <message>
            <source>Open by hand only, write visitors down, and call the technician.</source>
            <translation>Abra só à mão, anote os visitantes e chame o técnico.</translation>
        </message>
        <message>
            <source>This opening could not be recorded</source>
            <translation>Esta abertura não pôde ser registrada</translation>
        </message>
        <message>
            <source>Neither the journal nor the emergency file could be written.</source>
            <translation>Não foi possível gravar nem o diário nem o arquivo de emergência.</translation>
        </message>
        <message>
            <source>Write it down by hand and call the technician.</source>
            <translation>Anote à mão e chame o técnico.</translation>
        </message>
        <message>
            <source>A file of the store is damaged</source>
            <translation>Um arquivo do armazém está danificado</translation>
        </message>
        <message>
            <source>What is on the disk is not what was written.</source>
            <translation>O que está no disco não é o que foi gravado.</translation>
        </message>
        <message>
            <source>Go on working, and call the technician to look at the disk.</source>
            <translation>Continue trabalhando e chame o técnico para ver o disco.</translation>
        </message>
        <message>
            <source>This program is older than its store</source>
            <translation>Este programa é mais antigo que seu armazém</translation>
        </message>
        <message>
            <source>Install the newer program again. Nothing was changed.</source>
            <translation>Instale de novo o programa mais novo. Nada foi mudado.</translation>
        </message>
        <message>
            <source>The store does not open</source>
            <translation>O armazém não abre</translation>
        </message>
        <message>
            <source>Its key does not fit, or its first page is damaged.</source>
            <translation>A chave não serve ou a primeira página está danificada.</translation>
        </message>
        <message>
            <source>Use the recovery key of this site, or restore a backup. Nothing was deleted.</source>
            <translation>Use a chave de recuperação deste local ou restaure uma cópia. Nada foi apagado.</translation>
        </message>
        <message>
            <source>This console is already running</source>
            <translation>Este console já está em execução</translation>
        </message>
        <message>
            <source>Another program of this PC holds the store.</source>
            <translation>Outro programa deste PC está com o armazém.</translation>
        </message>
        <message>
            <source>Use the window that is already open, or close the other program.</source>
            <translation>Use a janela que já está aberta ou feche o outro programa.</translation>
        </message>
        <message>
            <source>The keyring of this PC no longer has its key</source>
            <translation>O chaveiro deste PC já não tem a chave</translation>
        </message>
        <message>
            <source>The user may be a new one, or the system was installed anew.</source>
            <translation>Pode ser outro usuário, ou o sistema foi reinstalado.</translation>
        </message>
        <message>
            <source>Use the recovery key of this site. Nothing was deleted: unsent entries are safe.</source>
            <translation>Use a chave de recuperação deste local. Nada foi apagado: as entradas por enviar estão seguras.</translation>
        </message>
        <message>
            <source>Its passphrase is missing or another one</source>
            <translation>A frase falta ou é outra</translation>
        </message>
        <message>
            <source>This store is opened with a passphrase.</source>
            <translation>Este armazenamento abre com uma frase.</translation>
        </message>
        <message>
            <source>That is not a recovery key</source>
            <translation>Essa não é uma chave de recuperação</translation>
        </message>
        <message>
            <source>The letters do not fit together: one may be missing or mistaken for another.</source>
            <translation>As letras não combinam: pode faltar uma ou estar trocada por outra.</translation>
        </message>
        <message>
            <source>Compare them with the paper, group by group.</source>
            <translation>Compare com o papel, grupo por grupo.</translation>
        </message>
        <message>
            <source>This recovery key is another site's</source>
            <translation>Esta chave de recuperação é de outro local</translation>
        </message>
        <message>
            <source>It does not fit this store.</source>
            <translation>Ela não serve neste armazenamento.</translation>
        </message>
        <message>
            <source>Look for the paper of this site.</source>
            <translation>Procure o papel deste local.</translation>
        </message>
        <message>
            <source>The keyring of this PC cannot be used</source>
            <translation>O chaveiro deste PC não pode ser usado</translation>
        </message>
        <message>
            <source>The key of the store is kept there.</source>
            <translation>A chave do armazém fica nele.</translation>
        </message>
        <message>
            <source>Unlock it and try again, or use a passphrase or the recovery key. Nothing was deleted.</source>
            <translation>Desbloqueie e tente de novo, ou use uma frase ou a chave de recuperação. Nada foi apagado.</translation>
        </message>
        <message>
            <source>This PC is not set up yet</source>
            <translation>Este PC ainda não está configurado</translation>
        </message>
        <message>
            <source>It has no settings, or no key.</source>
            <translation>Não tem ajustes ou não tem chave.</translation>
        </message>
        <message>
            <source>Start the set-up, or restore a backup.</source>
            <translation>Inicie a configuração ou restaure uma cópia.</translation>
        </message>
        <message>
            <source>A setting cannot be taken</source>
            <translation>Um ajuste não pode ser usado</translation>
        </message>
        <message>
            <source>Correct it, or call the technician.</source>
            <translation>Corrija ou chame o técnico.</translation>
        </message>
        <message>
            <source>E-mail or password is wrong</source>
            <translation>E-mail ou senha incorretos</translation>
        </message>
        <message>
            <source>The central API does not know this pair.</source>
            <translation>A central não conhece essa combinação.</translation>
        </message>
        <message>
            <source>Type both again. Capital letters count.</source>
            <translation>Digite os dois de novo. Maiúsculas contam.</translation>
        </message>
        <message>
            <source>This account is blocked</source>
            <translation>Esta conta está bloqueada</translation>
        </message>
        <message>
            <source>The central API does not let it in any more.</source>
            <translation>A central não a deixa mais entrar.</translation>
        </message>
        <message>
            <source>Ask the administrator.</source>
            <translation>Pergunte ao administrador.</translation>
        </message>
        <message>
            <source>No connection to the central API</source>
            <translation>Sem conexão com a central</translation>
        </message>
        <message>
            <source>The central API did not answer.</source>
            <translation>A central não respondeu.</translation>
        </message>
        <message>
            <source>Go on working: entries are kept here and are sent when the connection is back.</source>
            <translation>Continue trabalhando: as entradas ficam guardadas aqui e são enviadas quando a conexão voltar.</translation>
        </message>
        <message>
            <source>The network is not open yet</source>
            <translation>A rede ainda não está aberta</translation>
        </message>
        <message>
            <source>It answered in place of the central API: perhaps with its own sign-in page.</source>
            <translation>Ela respondeu no lugar da central: talvez com sua própria página de acesso.</translation>
        </message>
        <message>
            <source>Open a web page on this PC and sign in to the network, or call the technician.</source>
            <translation>Abra uma página web neste PC e entre na rede, ou chame o técnico.</translation>
        </message>
        <message>
            <source>One moment, please</source>
            <translation>Um momento, por favor</translation>
        </message>
        <message>
            <source>The central API asks for a pause.</source>
            <translation>A central pede uma pausa.</translation>
        </message>
        <message>
            <source>Wait a little and try again.</source>
            <translation>Espere um pouco e tente de novo.</translation>
        </message>
        <message>
            <source>The session at the central API has ended</source>
            <translation>A sessão com a central terminou</translation>
        </message>
        <message>
            <source>The central API asks who is there.</source>
            <translation>A central pergunta quem está aí.</translation>
        </message>
        <message>
            <source>Sign in again. The gate goes on meanwhile.</source>
            <translation>Entre de novo. O portão continua trabalhando.</translation>
        </message>
        <message>
            <source>The central API does not allow this console that</source>
            <translation>A central não permite isso a este console</translation>
        </message>
        <message>
            <source>Its key or its account is not accepted.</source>
            <translation>A chave ou a conta não é aceita.</translation>
        </message>
        <message>
            <source>Call the technician. Entries are kept here.</source>
            <translation>Chame o técnico. As entradas ficam guardadas aqui.</translation>
        </message>
        <message>
            <source>This account may not work here any more</source>
            <translation>Esta conta não pode mais trabalhar aqui</translation>
        </message>
        <message>
            <source>The central API has blocked it, or given it another post. The shift is over.</source>
            <translation>A API central a bloqueou ou lhe deu outro posto. O turno terminou.</translation>
        </message>
        <message>
            <source>Sign in again if your post has changed; else ask a supervisor.</source>
            <translation>Entre novamente se o seu posto mudou; senão, pergunte a um supervisor.</translation>
        </message>
        <message>
            <source>Without it, this PC does not know your password, only your PIN.</source>
            <translation>Sem ela este PC não conhece sua senha, só o seu PIN.</translation>
        </message>
        <message>
            <source>Type your e-mail and, in the password's place, your PIN.</source>
            <translation>Digite seu e-mail e, no lugar da senha, seu PIN.</translation>
        </message>
        <message>
            <source>Your offline permit is over</source>
            <translation>Sua licença sem conexão terminou</translation>
        </message>
        <message>
            <source>Without internet nobody works here longer than the central API allowed.</source>
            <translation>Sem internet ninguém trabalha aqui por mais tempo do que a central permitiu.</translation>
        </message>
        <message>
            <source>Sign in when the connection is back. The gate's key switch works.</source>
            <translation>Entre quando a conexão voltar. A chave do portão funciona.</translation>
        </message>
        <message>
            <source>The enrolment code does not help</source>
            <translation>O código de cadastro não serve</translation>
        </message>
        <message>
            <source>The central API does not know it.</source>
            <translation>A central não o conhece.</translation>
        </message>
        <message>
            <source>It was used already; it works once.</source>
            <translation>Já foi usado; vale uma única vez.</translation>
        </message>
        <message>
            <source>It is too old.</source>
            <translation>Já venceu.</translation>
        </message>
        <message>
            <source>Compare it letter by letter, or ask a supervisor for a new one.</source>
            <translation>Compare letra por letra ou peça um novo a um supervisor.</translation>
        </message>
        <message>
            <source>The central API cannot enrol consoles</source>
            <translation>A central não pode cadastrar consoles</translation>
        </message>
        <message>
            <source>The gatehouse functions are not installed there.</source>
            <translation>As funções da portaria não estão instaladas lá.</translation>
        </message>
        <message>
            <source>Ask the administrator to install them.</source>
            <translation>Peça ao administrador que as instale.</translation>
        </message>
        <message>
            <source>This is the training edition</source>
            <translation>Esta é a edição de treino</translation>
        </message>
        <message>
            <source>It works on its own sandbox site only.</source>
            <translation>Só funciona no seu próprio site de treino.</translation>
        </message>
        <message>
            <source>Install the console's edition on this PC.</source>
            <translation>Instale neste PC a edição do console.</translation>
        </message>
        <message>
            <source>The central API is newer than this console</source>
            <translation>A central é mais nova que este console</translation>
        </message>
        <message>
            <source>They do not speak the same version.</source>
            <translation>Não falam a mesma versão.</translation>
        </message>
        <message>
            <source>Update this console. Nothing is lost meanwhile.</source>
            <translation>Atualize este console. Nada se perde enquanto isso.</translation>
        </message>
        <message>
            <source>This key must not be on a gatehouse PC</source>
            <translation>Esta chave não deve estar no PC de uma portaria</translation>
        </message>
        <message>
            <source>It is a secret one: it opens the whole database, past every rule.</source>
            <translation>Ela é secreta: abre todo o banco de dados, sem nenhuma regra.</translation>
        </message>
        <message>
            <source>Put the publishable key there, and replace the secret one: it has been seen.</source>
            <translation>Ponha a chave publicável e troque a secreta: ela já foi vista.</translation>
        </message>
        <message>
            <source>The camera's picture stands still</source>
            <translation>A imagem da câmera está parada</translation>
        </message>
        <message>
            <source>It sends the same picture again and again: what you see is not the lane now.</source>
            <translation>Ela envia a mesma imagem repetidamente: o que você vê não é a faixa agora.</translation>
        </message>
        <message>
            <source>Do not rely on it. If it stays so, switch the camera off and on.</source>
            <translation>Não confie nela. Se continuar assim, desligue e ligue a câmera.</translation>
        </message>
        <message>
            <source>The camera's picture is black</source>
            <translation>A imagem da câmera está preta</translation>
        </message>
        <message>
            <source>It sends pictures, but there is nothing on them.</source>
            <translation>Ela envia imagens, mas não se vê nada nelas.</translation>
        </message>
        <message>
            <source>See whether something covers the lens, and whether the lane has light.</source>
            <translation>Veja se algo cobre a lente e se a faixa tem luz.</translation>
        </message>
        <message>
            <source>The camera's picture has another size</source>
            <translation>A imagem da câmera tem outro tamanho</translation>
        </message>
        <message>
            <source>Codes may be too small in it to be read.</source>
            <translation>Os códigos podem ficar pequenos demais para serem lidos.</translation>
        </message>
        <message>
            <source>A technician sets the camera back to its main stream.</source>
            <translation>Um técnico volta a câmera para o fluxo principal.</translation>
        </message>
        <message>
            <source>The hand scanner is not there</source>
            <translation>O leitor de mão não está conectado</translation>
        </message>
        <message>
            <source>Its port cannot be opened, or was lost.</source>
            <translation>A porta dele não abre ou foi perdida.</translation>
        </message>
        <message>
            <source>Plug it in: it works again by itself. Codes can be typed meanwhile.</source>
            <translation>Conecte-o: ele volta a funcionar sozinho. Enquanto isso, os códigos podem ser digitados.</translation>
        </message>
        <message>
            <source>The recording cannot be read</source>
            <translation>Não é possível ler a gravação</translation>
        </message>
        <message>
            <source>The camera is set to a file that is missing or is no picture and no video.</source>
            <translation>A câmera está apontada para um arquivo que falta ou que não é imagem nem vídeo.</translation>
        </message>
        <message>
            <source>A technician chooses another file or folder under Devices.</source>
            <translation>Um técnico escolhe outro arquivo ou pasta em Aparelhos.</translation>
        </message>
        <message>
            <source>The camera gives no pictures</source>
            <translation>A câmera não dá imagem</translation>
        </message>
        <message>
            <source>It is connected and sends nothing.</source>
            <translation>Está conectada e não envia nada.</translation>
        </message>
        <message>
            <source>It may be starting, which takes a minute. If it stays so, switch it off and on.</source>
            <translation>Pode estar iniciando, leva um minuto. Se continuar assim, desligue e ligue.</translation>
        </message>
        <message>
            <source>The camera cannot be reached</source>
            <translation>A câmera não é alcançada</translation>
        </message>
        <message>
            <source>It is switched off, unplugged, or the network to it is down.</source>
            <translation>Está desligada, desconectada ou sem rede.</translation>
        </message>
        <message>
            <source>Go on: type the code or look for the name. It comes back by itself.</source>
            <translation>Continue: digite o código ou busque o nome. A câmera volta sozinha.</translation>
        </message>
        <message>
            <source>The camera refuses the password</source>
            <translation>A câmera recusa a senha</translation>
        </message>
        <message>
            <source>It answers, but not with this user name and password.</source>
            <translation>Ela responde, mas não com este usuário e senha.</translation>
        </message>
        <message>
            <source>A technician enters the camera's own password under Devices.</source>
            <translation>Um técnico digita a senha da câmera em Aparelhos.</translation>
        </message>
        <message>
            <source>The camera is not there</source>
            <translation>A câmera não está aí</translation>
        </message>
        <message>
            <source>It is not plugged in, or another program uses it.</source>
            <translation>Não está conectada ou outro programa a usa.</translation>
        </message>
        <message>
            <source>Plug it in, and close other programs that use it.</source>
            <translation>Conecte-a e feche outros programas que a usem.</translation>
        </message>
        <message>
            <source>No code was read</source>
            <translation>Nenhum código foi lido</translation>
        </message>
        <message>
            <source>The camera saw no code of the letter.</source>
            <translation>A câmera não viu nenhum código da carta.</translation>
        </message>
        <message>
            <source>Hold it flat and still, in good light, half the picture wide; or type it.</source>
            <translation>Segure-a plana e parada, com boa luz, com metade da largura da imagem; ou digite.</translation>
        </message>
        <message>
            <source>This is not a camera's stream</source>
            <translation>Isto não é a imagem de uma câmera</translation>
        </message>
        <message>
            <source>Something answers at this address, but it sends no pictures.</source>
            <translation>Algo responde neste endereço, mas não envia imagem.</translation>
        </message>
        <message>
            <source>A technician corrects the address under Devices.</source>
            <translation>Um técnico corrige o endereço em Aparelhos.</translation>
        </message>
        <message>
            <source>The gates cannot be loaded</source>
            <translation>Não dá para carregar os portões</translation>
        </message>
        <message>
            <source>The file with the gates is missing or damaged.</source>
            <translation>O arquivo dos portões falta ou está danificado.</translation>
        </message>
        <message>
            <source>Use the key switch, and call the technician.</source>
            <translation>Use a chave e chame o técnico.</translation>
        </message>
        <message>
            <source>The lockdown could not be changed</source>
            <translation>O bloqueio não pôde ser mudado</translation>
        </message>
        <message>
            <source>The file that holds it cannot be written.</source>
            <translation>O arquivo que o guarda não pode ser gravado.</translation>
        </message>
        <message>
            <source>Block the gate with the key switch, and call the technician.</source>
            <translation>Bloqueie o portão com a chave e chame o técnico.</translation>
        </message>
        <message>
            <source>The network cannot be searched</source>
            <translation>Não dá para procurar na rede</translation>
        </message>
        <message>
            <source>This PC does not let the console listen for announcements.</source>
            <translation>Este PC não deixa o console ouvir os anúncios.</translation>
        </message>
        <message>
            <source>Enter the relay's address by hand.</source>
            <translation>Digite o endereço do relé à mão.</translation>
        </message>
        <message>
            <source>These six digits are not right</source>
            <translation>Esses seis dígitos não estão certos</translation>
        </message>
        <message>
            <source>Or their half minute is over.</source>
            <translation>Ou o meio minuto deles já passou.</translation>
        </message>
        <message>
            <source>Type those that the app shows now.</source>
            <translation>Digite os que o aplicativo mostra agora.</translation>
        </message>
        <message>
            <source>Choose another PIN</source>
            <translation>Escolha outro PIN</translation>
        </message>
        <message>
            <source>A PIN has 4 to 8 digits, not all the same.</source>
            <translation>Um PIN tem de 4 a 8 dígitos, não todos iguais.</translation>
        </message>
        <message>
            <source>Type another one.</source>
            <translation>Digite outro.</translation>
        </message>
        <message>
            <source>The file cannot be written</source>
            <translation>O arquivo não pode ser gravado</translation>
        </message>
        <message>
            <source>The folder is not there, or the file is open in another program.</source>
            <translation>A pasta não está aí ou o arquivo está aberto em outro programa.</translation>
        </message>
        <message>
            <source>Close it there, or choose another folder, and export again.</source>
            <translation>Feche-o lá ou escolha outra pasta, e exporte de novo.</translation>
        </message>
        <message>
            <source>Too much for one file</source>
            <translation>Demais para um só arquivo</translation>
        </message>
        <message>
            <source>More rows than this kind of file can hold.</source>
            <translation>Mais linhas do que cabem neste tipo de arquivo.</translation>
        </message>
        <message>
            <source>Choose a shorter time, or export as CSV.</source>
            <translation>Escolha um período menor ou exporte como CSV.</translation>
        </message>
        <message>
            <source>No printer took the sheet</source>
            <translation>Nenhuma impressora recebeu a folha</translation>
        </message>
        <message>
            <source>This PC has no printer, or it does not answer.</source>
            <translation>Este PC não tem impressora, ou ela não responde.</translation>
        </message>
        <message>
            <source>See whether it is switched on and has paper, and print again. The code on the screen works meanwhile.</source>
            <translation>Veja se está ligada e tem papel, e imprima de novo. O código na tela serve enquanto isso.</translation>
        </message>
        <message>
            <source>The export was stopped</source>
            <translation>A exportação foi parada</translation>
        </message>
        <message>
            <source>No file was written.</source>
            <translation>Nenhum arquivo foi gravado.</translation>
        </message>
        <message>
            <source>Start it again when you like.</source>
            <translation>Inicie de novo quando quiser.</translation>
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
            <translation>Saídas</translation>
        </message>
        <message>
            <source>From scan to open</source>
            <translation>Leitura a abertura</translation>
        </message>
        <message>
            <source>Gate answers in</source>
            <translation>O portão responde em</translation>
        </message>
        <message>
            <source>Worked alone</source>
            <translation>Trabalhou sozinho</translation>
        </message>
        <message>
            <source>Over their time</source>
            <translation>Além do horário</translation>
        </message>
        <message>
            <source>Entries by hour</source>
            <translation>Entradas por hora</translation>
        </message>
        <message>
            <source>Entries by day</source>
            <translation>Entradas por dia</translation>
        </message>
        <message>
            <source>Entries by gate</source>
            <translation>Entradas por portão</translation>
        </message>
        <message>
            <source>Entries by type of visitor</source>
            <translation>Entradas por tipo de visita</translation>
        </message>
        <message>
            <source>Refused, and why</source>
            <translation>Recusados e por quê</translation>
        </message>
        <message>
            <source>Opened by hand, by whom</source>
            <translation>Aberto à mão, por quem</translation>
        </message>
        <message>
            <source>Save as a picture</source>
            <translation>Salvar como imagem</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Contando…</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nenhum</translation>
        </message>
        <message>
            <source>{count} inside now</source>
            <translation>{count} dentro agora</translation>
        </message>
        <message>
            <source>of those inside now</source>
            <translation>dos que estão dentro</translation>
        </message>
        <message>
            <source>95 of 100 within {time}</source>
            <translation>95 de 100 em {time}</translation>
        </message>
        <message>
            <source>never without the central API</source>
            <translation>nunca sem a central</translation>
        </message>
        <message>
            <source>without the central API</source>
            <translation>sem a central</translation>
        </message>
        <message>
            <source>not known here</source>
            <translation>não se sabe aqui</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Salvo: {path}</translation>
        </message>
    </context>
    <context>
        <name>Findings</name>
        <message>
            <source>Address</source>
            <translation>Endereço</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Chave</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Conexão</translation>
        </message>
        <message>
            <source>Contract</source>
            <translation>Contrato</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Relógio</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Versões</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>Disco</translation>
        </message>
        <message>
            <source>Disk encryption</source>
            <translation>Cifra do disco</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Memória</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Account of this PC</source>
            <translation>Conta deste PC</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Fuso horário</translation>
        </message>
        <message>
            <source>Code readers</source>
            <translation>Leitores de códigos</translation>
        </message>
        <message>
            <source>Hand scanner</source>
            <translation>Leitor de mão</translation>
        </message>
        <message>
            <source>Key of the store</source>
            <translation>Chave do depósito</translation>
        </message>
        <message>
            <source>Store</source>
            <translation>Depósito</translation>
        </message>
        <message>
            <source>Waiting entries</source>
            <translation>Registros em espera</translation>
        </message>
        <message>
            <source>Saved passes</source>
            <translation>Passes guardados</translation>
        </message>
        <message>
            <source>Permit</source>
            <translation>Permissão</translation>
        </message>
        <message>
            <source>Name lookup</source>
            <translation>Busca do nome</translation>
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
            <translation>Mudanças na hora</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Câmera</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>Portão</translation>
        </message>
        <message>
            <source>Second path</source>
            <translation>Segunda via</translation>
        </message>
        <message>
            <source>days</source>
            <translation>dias</translation>
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
            <translation>{0} câmeras, {1} portões</translation>
        </message>
        <message>
            <source>{0} free of {1} ({2} used)</source>
            <translation>{0} livres de {1} ({2} em uso)</translation>
        </message>
        <message>
            <source>{0} free of {1} ({2} used); the reserve is not there</source>
            <translation>{0} livres de {1} ({2} em uso); falta a reserva</translation>
        </message>
        <message>
            <source>{0} available</source>
            <translation>{0} disponíveis</translation>
        </message>
        <message>
            <source>this system does not tell</source>
            <translation>este sistema não diz</translation>
        </message>
        <message>
            <source>a plain account</source>
            <translation>uma conta comum</translation>
        </message>
        <message>
            <source>the console runs as root</source>
            <translation>o console roda como root</translation>
        </message>
        <message>
            <source>the PC is at UTC{0}, the site ({1}) at UTC{2} now</source>
            <translation>o PC está em UTC{0}, o local ({1}) em UTC{2} agora</translation>
        </message>
        <message>
            <source>the PC is at UTC{0}, the site ({1}) at UTC{2} from about {3}</source>
            <translation>o PC está em UTC{0}, o local ({1}) em UTC{2} a partir de cerca de {3}</translation>
        </message>
        <message>
            <source>the key is in {0}</source>
            <translation>a chave está em {0}</translation>
        </message>
        <message>
            <source>opened by a passphrase, which whoever starts the program gives</source>
            <translation>abre com uma frase dada por quem inicia o programa</translation>
        </message>
        <message>
            <source>only the recovery key opens the store</source>
            <translation>só a chave de recuperação abre o depósito</translation>
        </message>
        <message>
            <source>there is no key file</source>
            <translation>não há arquivo de chave</translation>
        </message>
        <message>
            <source>open, chain and head agree</source>
            <translation>aberto, a corrente e seu fim combinam</translation>
        </message>
        <message>
            <source>opens, chain and head agree</source>
            <translation>abre, a corrente e seu fim combinam</translation>
        </message>
        <message>
            <source>{0} entries wait, {1} in quarantine; the oldest for {2}</source>
            <translation>{0} registros esperam, {1} em quarentena; o mais antigo há {2}</translation>
        </message>
        <message>
            <source>{0} entries wait, {1} in quarantine</source>
            <translation>{0} registros esperam, {1} em quarentena</translation>
        </message>
        <message>
            <source>no pass was ever loaded</source>
            <translation>nunca se carregou um passe</translation>
        </message>
        <message>
            <source>passes as of {0} ago</source>
            <translation>passes de {0} atrás</translation>
        </message>
        <message>
            <source>this PC was not enrolled</source>
            <translation>este PC não foi inscrito</translation>
        </message>
        <message>
            <source>nobody on duty has one</source>
            <translation>ninguém em turno tem um</translation>
        </message>
        <message>
            <source>it has ended</source>
            <translation>já terminou</translation>
        </message>
        <message>
            <source>holds for another {0}</source>
            <translation>vale por mais {0}</translation>
        </message>
        <message>
            <source>the name {0} leads nowhere</source>
            <translation>o nome {0} não leva a lugar nenhum</translation>
        </message>
        <message>
            <source>none: this PC asks directly</source>
            <translation>nenhum: este PC pergunta diretamente</translation>
        </message>
        <message>
            <source>through {0}</source>
            <translation>por {0}</translation>
        </message>
        <message>
            <source>without TLS: only for trying out on this PC</source>
            <translation>sem TLS: só para testar neste PC</translation>
        </message>
        <message>
            <source>The connection is encrypted and verified. ({0}, until {1})</source>
            <translation>A conexão é cifrada e verificada. ({0}, até {1})</translation>
        </message>
        <message>
            <source>The connection is encrypted and verified.</source>
            <translation>A conexão é cifrada e verificada.</translation>
        </message>
        <message>
            <source>The certificate is good, but only for another {0}.</source>
            <translation>O certificado é bom, mas só por mais {0}.</translation>
        </message>
        <message>
            <source>answers in {0} ms, contract {1}</source>
            <translation>responde em {0} ms, contrato {1}</translation>
        </message>
        <message>
            <source>{0} s to the central API</source>
            <translation>{0} s em relação à central</translation>
        </message>
        <message>
            <source>the central API did not tell the time</source>
            <translation>a central não disse a hora</translation>
        </message>
        <message>
            <source>known only while the console runs</source>
            <translation>só se sabe com o console aberto</translation>
        </message>
        <message>
            <source>the running console knows: look at its self-test</source>
            <translation>o console aberto sabe: veja o autoteste dele</translation>
        </message>
        <message>
            <source>changes arrive within seconds</source>
            <translation>as mudanças chegam em segundos</translation>
        </message>
        <message>
            <source>away, as the central API is</source>
            <translation>ausente, como a central</translation>
        </message>
        <message>
            <source>the channel is not open</source>
            <translation>o canal não está aberto</translation>
        </message>
        <message>
            <source>{0}: no picture yet</source>
            <translation>{0}: ainda sem imagem</translation>
        </message>
        <message>
            <source>{0}: {1}, {2} pictures a second</source>
            <translation>{0}: {1}, {2} imagens por segundo</translation>
        </message>
        <message>
            <source>{0}: its address answers</source>
            <translation>{0}: o endereço responde</translation>
        </message>
        <message>
            <source>{0}: no answer ({1})</source>
            <translation>{0}: sem resposta ({1})</translation>
        </message>
        <message>
            <source>{0}: unknown, answers in {1} ms</source>
            <translation>{0}: posição desconhecida, responde em {1} ms</translation>
        </message>
        <message>
            <source>{0}: closed, answers in {1} ms</source>
            <translation>{0}: fechado, responde em {1} ms</translation>
        </message>
        <message>
            <source>{0}: opening, answers in {1} ms</source>
            <translation>{0}: abrindo, responde em {1} ms</translation>
        </message>
        <message>
            <source>{0}: open, answers in {1} ms</source>
            <translation>{0}: aberto, responde em {1} ms</translation>
        </message>
        <message>
            <source>{0}: closing, answers in {1} ms</source>
            <translation>{0}: fechando, responde em {1} ms</translation>
        </message>
        <message>
            <source>{0}: left_open, answers in {1} ms</source>
            <translation>{0}: ficou aberto, responde em {1} ms</translation>
        </message>
        <message>
            <source>{0}: forced_open, answers in {1} ms</source>
            <translation>{0}: forçado, responde em {1} ms</translation>
        </message>
        <message>
            <source>{0}: unknown</source>
            <translation>{0}: posição desconhecida</translation>
        </message>
        <message>
            <source>{0}: closed</source>
            <translation>{0}: fechado</translation>
        </message>
        <message>
            <source>{0}: opening</source>
            <translation>{0}: abrindo</translation>
        </message>
        <message>
            <source>{0}: open</source>
            <translation>{0}: aberto</translation>
        </message>
        <message>
            <source>{0}: closing</source>
            <translation>{0}: fechando</translation>
        </message>
        <message>
            <source>{0}: left_open</source>
            <translation>{0}: ficou aberto</translation>
        </message>
        <message>
            <source>{0}: forced_open</source>
            <translation>{0}: forçado</translation>
        </message>
        <message>
            <source>no second path is set up</source>
            <translation>não há segundo caminho configurado</translation>
        </message>
        <message>
            <source>the second path is there</source>
            <translation>o segundo caminho está pronto</translation>
        </message>
        <message>
            <source>the second path does not work: {0}</source>
            <translation>o segundo caminho não funciona: {0}</translation>
        </message>
        <message>
            <source>right to the second</source>
            <translation>certo até o segundo</translation>
        </message>
        <message>
            <source>this PC is {0} behind</source>
            <translation>este PC está {0} atrasado</translation>
        </message>
        <message>
            <source>this PC is {0} ahead</source>
            <translation>este PC está {0} adiantado</translation>
        </message>
        <message>
            <source>a publishable key</source>
            <translation>uma chave publicável</translation>
        </message>
        <message>
            <source>a public key of the older kind</source>
            <translation>uma chave pública do tipo antigo</translation>
        </message>
        <message>
            <source>a key of an unknown kind</source>
            <translation>uma chave de tipo desconhecido</translation>
        </message>
        <message>
            <source>blanks or strange letters stand in it</source>
            <translation>há espaços ou letras estranhas</translation>
        </message>
        <message>
            <source>there is none</source>
            <translation>não há nenhuma</translation>
        </message>
        <message>
            <source>The key in the settings is a secret one: it opens the whole database, past every rule.</source>
            <translation>É uma chave secreta: abre todo o banco de dados, sem regra alguma.</translation>
        </message>
        <message>
            <source>Put the publishable key there (sb_publishable_…), and replace the secret one: it has been seen.</source>
            <translation>Ponha a chave publicável (sb_publishable_…) e troque a secreta: ela já foi vista.</translation>
        </message>
        <message>
            <source>{0} is no address</source>
            <translation>{0} não é um endereço</translation>
        </message>
        <message>
            <source>it contains a name or a password</source>
            <translation>contém um nome ou uma senha</translation>
        </message>
        <message>
            <source>{0} is no web address</source>
            <translation>{0} não é um endereço web</translation>
        </message>
        <message>
            <source>it begins with http: passwords and visitors' names would travel in the open</source>
            <translation>começa com http: senhas e nomes viajariam à vista</translation>
        </message>
        <message>
            <source>it goes on after the host's name</source>
            <translation>continua depois do nome do servidor</translation>
        </message>
        <message>
            <source>Type it as in the letter, like https://data.portun.app.</source>
            <translation>Digite como na carta, por exemplo https://data.portun.app.</translation>
        </message>
        <message>
            <source>Leave out everything before the @.</source>
            <translation>Tire tudo o que vem antes do @.</translation>
        </message>
        <message>
            <source>It begins with https://.</source>
            <translation>Começa com https://.</translation>
        </message>
        <message>
            <source>Use the address that begins with https://.</source>
            <translation>Use o endereço que começa com https://.</translation>
        </message>
        <message>
            <source>Use only {0}.</source>
            <translation>Use só {0}.</translation>
        </message>
        <message>
            <source>Only for trying out: use https for a real site.</source>
            <translation>Só para testar: use https num local real.</translation>
        </message>
        <message>
            <source>Portun gatehouse contract 1</source>
            <translation>contrato 1 de guaritas Portun</translation>
        </message>
        <message>
            <source>the first contract: no exits, refusals or photos reach the central API</source>
            <translation>o primeiro contrato: saídas, recusas e fotos não chegam à central</translation>
        </message>
        <message>
            <source>it does not know this key</source>
            <translation>não conhece esta chave</translation>
        </message>
        <message>
            <source>it leads on to {0}</source>
            <translation>leva a {0}</translation>
        </message>
        <message>
            <source>it is in trouble ({0})</source>
            <translation>está com problemas ({0})</translation>
        </message>
        <message>
            <source>something else answered ({0}), perhaps the sign-in page of this network</source>
            <translation>respondeu outra coisa ({0}), talvez a página de entrada desta rede</translation>
        </message>
        <message>
            <source>this is no Portun central API ({0})</source>
            <translation>não é uma central Portun ({0})</translation>
        </message>
        <message>
            <source>answered {0}; TLS, the certificate is verified</source>
            <translation>respondeu {0}; TLS, certificado verificado</translation>
        </message>
        <message>
            <source>answered {0}; without TLS, on this PC</source>
            <translation>respondeu {0}; sem TLS, neste PC</translation>
        </message>
        <message>
            <source>nobody answers there</source>
            <translation>ninguém responde ali</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>sem resposta a tempo</translation>
        </message>
        <message>
            <source>the network's proxy refuses</source>
            <translation>o proxy da rede recusa</translation>
        </message>
        <message>
            <source>The name {0} is not known in this network.</source>
            <translation>O nome {0} não é conhecido nesta rede.</translation>
        </message>
        <message>
            <source>{0} does not take connections from here.</source>
            <translation>{0} não aceita conexões daqui.</translation>
        </message>
        <message>
            <source>What answers at {0} speaks no TLS.</source>
            <translation>O que responde em {0} não fala TLS.</translation>
        </message>
        <message>
            <source>{0} offers only TLS versions that are no longer safe.</source>
            <translation>{0} só oferece versões de TLS que já não são seguras.</translation>
        </message>
        <message>
            <source>The certificate of {0} ended on {1}.</source>
            <translation>O certificado de {0} venceu em {1}.</translation>
        </message>
        <message>
            <source>The certificate of {0} begins only on {1}.</source>
            <translation>O certificado de {0} só vale a partir de {1}.</translation>
        </message>
        <message>
            <source>The certificate is for {0}, not for {1}.</source>
            <translation>O certificado é para {0}, não para {1}.</translation>
        </message>
        <message>
            <source>The certificate of {0} was made by nobody but itself.</source>
            <translation>O certificado de {0} foi assinado por si mesmo.</translation>
        </message>
        <message>
            <source>The certificate of {0} was issued by {1}, whom this PC does not know.</source>
            <translation>O certificado de {0} foi emitido por {1}, que este PC não conhece.</translation>
        </message>
        <message>
            <source>The certificate of {0} cannot be verified.</source>
            <translation>O certificado de {0} não pode ser verificado.</translation>
        </message>
        <message>
            <source>Check the address in the settings, and whether other pages open on this PC.</source>
            <translation>Confira o endereço e se outras páginas abrem neste PC.</translation>
        </message>
        <message>
            <source>Check the internet line; a firewall may hold the connection back.</source>
            <translation>Confira a linha de internet; um firewall pode reter a conexão.</translation>
        </message>
        <message>
            <source>Check the address and the port; a proxy or a sign-in page of the network may answer instead.</source>
            <translation>Confira endereço e porta; pode responder um proxy ou a página de entrada da rede.</translation>
        </message>
        <message>
            <source>Tell the administrator of the central API, or of the proxy in between.</source>
            <translation>Avise o administrador da central, ou do proxy no meio.</translation>
        </message>
        <message>
            <source>Check this PC's date first. If that is right, tell the administrator of the central API.</source>
            <translation>Confira primeiro a data deste PC. Se estiver certa, avise o administrador da central.</translation>
        </message>
        <message>
            <source>This PC's clock is probably slow: set date and time.</source>
            <translation>O relógio deste PC deve estar atrasado: acerte data e hora.</translation>
        </message>
        <message>
            <source>Check the address in the settings; a sign-in page of the network may answer instead.</source>
            <translation>Confira o endereço; pode responder a página de entrada da rede.</translation>
        </message>
        <message>
            <source>If the site runs its own central API, put its certificate into the settings. If not, somebody is in between.</source>
            <translation>Se o local tem a própria central, instale o certificado neste PC. Se não, alguém está no meio.</translation>
        </message>
        <message>
            <source>A proxy of the network may be looking inside: ask who runs it for its root certificate, or for an exception.</source>
            <translation>Um proxy da rede pode estar olhando: peça o certificado raiz ou uma exceção a quem o administra.</translation>
        </message>
        <message>
            <source>Tell the technician.</source>
            <translation>Avise o técnico.</translation>
        </message>
        <message>
            <source>Look at the network and at the address.</source>
            <translation>Confira a rede e o endereço.</translation>
        </message>
        <message>
            <source>Look at the network cable and the address, and try again.</source>
            <translation>Confira o cabo de rede e o endereço e tente de novo.</translation>
        </message>
        <message>
            <source>Ask who runs this network to let this PC through.</source>
            <translation>Peça a quem administra a rede que deixe este PC passar.</translation>
        </message>
        <message>
            <source>Look at the network cable and at the DNS server of this PC.</source>
            <translation>Confira o cabo de rede e o servidor DNS deste PC.</translation>
        </message>
        <message>
            <source>A supervisor looks at them under Review.</source>
            <translation>Um supervisor os vê em Revisão.</translation>
        </message>
        <message>
            <source>Ask the administrator to apply the gatehouse migrations. The console works without them too.</source>
            <translation>Peça ao administrador as migrações de guarita. O console funciona sem elas também.</translation>
        </message>
        <message>
            <source>Close other programs on this PC, or give it more memory.</source>
            <translation>Feche outros programas neste PC ou dê mais memória a ele.</translation>
        </message>
        <message>
            <source>Compare it with the administrator's letter.</source>
            <translation>Compare com a carta do administrador.</translation>
        </message>
        <message>
            <source>Compare the PC's clock by hand.</source>
            <translation>Compare à mão o relógio do PC.</translation>
        </message>
        <message>
            <source>Copy it again, without blanks.</source>
            <translation>Copie de novo, sem espaços.</translation>
        </message>
        <message>
            <source>Copy the publishable key again.</source>
            <translation>Copie de novo a chave publicável.</translation>
        </message>
        <message>
            <source>Copy the publishable key from the administrator's letter.</source>
            <translation>Copie a chave publicável da carta do administrador.</translation>
        </message>
        <message>
            <source>Correct the address.</source>
            <translation>Corrija o endereço.</translation>
        </message>
        <message>
            <source>Correct the address, or set the gate up anew. It is not driven until then.</source>
            <translation>Corrija o endereço ou configure o portão de novo. Até lá ele não é movido.</translation>
        </message>
        <message>
            <source>Enrol it with a code from a supervisor.</source>
            <translation>Inscreva-o com um código de um supervisor.</translation>
        </message>
        <message>
            <source>Free space on this disk now: photos no longer fit.</source>
            <translation>Libere espaço agora: fotos já não cabem.</translation>
        </message>
        <message>
            <source>Free space on this disk within the next days.</source>
            <translation>Libere espaço nos próximos dias.</translation>
        </message>
        <message>
            <source>Give the camera more light or a better line: codes need pictures.</source>
            <translation>Dê à câmera mais luz ou melhor rede: códigos precisam de imagens.</translation>
        </message>
        <message>
            <source>Give the relay a password.</source>
            <translation>Ponha uma senha no relé.</translation>
        </message>
        <message>
            <source>Give this account the right to write there: without logs, trouble cannot be explained.</source>
            <translation>Dê a esta conta o direito de gravar ali: sem registro não se explica um problema.</translation>
        </message>
        <message>
            <source>Look at it under Devices.</source>
            <translation>Veja em Aparelhos.</translation>
        </message>
        <message>
            <source>Look at the line to the central API.</source>
            <translation>Confira a linha para a central.</translation>
        </message>
        <message>
            <source>Look at the relay's power and network. Open with the physical key switch meanwhile.</source>
            <translation>Confira a energia e a rede do relé. Enquanto isso abra com a chave física.</translation>
        </message>
        <message>
            <source>Look what else writes into this folder.</source>
            <translation>Veja o que mais grava nesta pasta.</translation>
        </message>
        <message>
            <source>Look whether the disk is there and readable.</source>
            <translation>Veja se o disco está lá e legível.</translation>
        </message>
        <message>
            <source>Nothing is lost: passes are asked for every minute. Ask whether the network lets websockets through.</source>
            <translation>Nada se perde: os passes são pedidos a cada minuto. Pergunte se a rede deixa passar websockets.</translation>
        </message>
        <message>
            <source>Open a web page on this PC and sign in to the network, or correct the address.</source>
            <translation>Abra uma página web e entre na rede, ou corrija o endereço.</translation>
        </message>
        <message>
            <source>Set the PC's clock, or switch its time service on.</source>
            <translation>Acerte o relógio do PC ou ligue o serviço de hora.</translation>
        </message>
        <message>
            <source>Set the PC's date and time, and let it follow a time server.</source>
            <translation>Acerte data e hora do PC e deixe que siga um servidor de hora.</translation>
        </message>
        <message>
            <source>Set the PC's time zone to the site's. Entries are not affected: they are kept in UTC.</source>
            <translation>Ponha o fuso do local. Os registros não mudam: são guardados em UTC.</translation>
        </message>
        <message>
            <source>Set up this console, or restore a backup.</source>
            <translation>Configure este console ou restaure um backup.</translation>
        </message>
        <message>
            <source>Sign in while the central API is there.</source>
            <translation>Entre enquanto a central responde.</translation>
        </message>
        <message>
            <source>Sign in while the central API is there: the permit comes by itself.</source>
            <translation>Entre enquanto a central responde: a permissão vem sozinha.</translation>
        </message>
        <message>
            <source>Start it under the guards' own account.</source>
            <translation>Inicie com a conta dos vigilantes.</translation>
        </message>
        <message>
            <source>The disk has been full. Free space: the reserve is laid again at the next start.</source>
            <translation>O disco esteve cheio. Libere espaço: a reserva volta no próximo início.</translation>
        </message>
        <message>
            <source>The local path is not affected. Look at it under Devices.</source>
            <translation>O caminho local não é afetado. Veja em Aparelhos.</translation>
        </message>
        <message>
            <source>Try again in some minutes.</source>
            <translation>Tente de novo em alguns minutos.</translation>
        </message>
        <message>
            <source>Use https for a real site.</source>
            <translation>Use https num local real.</translation>
        </message>
        <message>
            <source>Use that address, if it is the right one.</source>
            <translation>Use esse endereço, se for o certo.</translation>
        </message>
        <message>
            <source>Use the recovery key of this site.</source>
            <translation>Use a chave de recuperação deste local.</translation>
        </message>
        <message>
            <source>Wait a minute; then look at its power.</source>
            <translation>Espere um minuto; depois confira a energia.</translation>
        </message>
        <message>
            <source>zxing-cpp does not read a plain code</source>
            <translation>zxing-cpp não lê um código simples</translation>
        </message>
        <message>
            <source>Install the console anew.</source>
            <translation>Instale o console novamente.</translation>
        </message>
        <message>
            <source>{0} is there</source>
            <translation>{0} está presente</translation>
        </message>
        <message>
            <source>{0} is not there; ports of this PC: {1}</source>
            <translation>{0} não está; portas deste PC: {1}</translation>
        </message>
        <message>
            <source>Plug the scanner in, or correct its port in the settings.</source>
            <translation>Conecte o leitor, ou corrija a porta dele nos ajustes.</translation>
        </message>
        <message>
            <source>Install libzbar0: codes that the first engine cannot read stay unread.</source>
            <translation>Instale libzbar0: o que o primeiro leitor não lê fica sem ler.</translation>
        </message>
        <message>
            <source>Install this PC anew with disk encryption (LUKS), or keep it where nobody can take it.</source>
            <translation>Reinstale este PC com disco cifrado (LUKS) ou guarde-o onde ninguém o leve.</translation>
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
            <translation>Chave de recuperação</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>Câmeras</translation>
        </message>
        <message>
            <source>Gates</source>
            <translation>Portões</translation>
        </message>
        <message>
            <source>Set this gatehouse up</source>
            <translation>Configurar esta portaria</translation>
        </message>
        <message>
            <source>Which language do the guards speak?</source>
            <translation>Que idioma os vigilantes falam?</translation>
        </message>
        <message>
            <source>Everybody can change it later with F1.</source>
            <translation>Cada um pode mudar depois com F1.</translation>
        </message>
        <message>
            <source>Which site is this?</source>
            <translation>Que local é este?</translation>
        </message>
        <message>
            <source>Address, key and enrolment code stand in the letter from your administrator.</source>
            <translation>O endereço, a chave e o código de cadastro estão na carta do seu administrador.</translation>
        </message>
        <message>
            <source>Write the recovery key down</source>
            <translation>Anote a chave de recuperação</translation>
        </message>
        <message>
            <source>If this PC or its keyring dies, only this key opens what it kept. It is shown once, stored nowhere.</source>
            <translation>Se este PC ou seu chaveiro falhar, só esta chave abre o que ficou guardado. Ela é mostrada uma vez e não fica salva em lugar nenhum.</translation>
        </message>
        <message>
            <source>Which cameras look at the lane?</source>
            <translation>Que câmeras olham a pista?</translation>
        </message>
        <message>
            <source>One that reads codes is enough. More can be added later under Devices.</source>
            <translation>Basta uma que leia códigos. Depois podem ser adicionadas mais em Aparelhos.</translation>
        </message>
        <message>
            <source>Which relays move the gates?</source>
            <translation>Que relés movem os portões?</translation>
        </message>
        <message>
            <source>Each is checked before a gate hangs on it. Look at the gate while you test.</source>
            <translation>Cada um é revisado antes de um portão depender dele. Olhe o portão ao testar.</translation>
        </message>
        <message>
            <source>Address of the central API</source>
            <translation>Endereço da central</translation>
        </message>
        <message>
            <source>Publishable key</source>
            <translation>Chave publicável</translation>
        </message>
        <message>
            <source>Enrolment code</source>
            <translation>Código de cadastro</translation>
        </message>
        <message>
            <source>Its last group of letters, from your paper</source>
            <translation>Seu último grupo de letras, do seu papel</translation>
        </message>
        <message>
            <source>Or the public part of the site's key</source>
            <translation>Ou a parte pública da chave do local</translation>
        </message>
        <message>
            <source>Name of the camera</source>
            <translation>Nome da câmera</translation>
        </message>
        <message>
            <source>Address (rtsp://…, http://…) or USB name</source>
            <translation>Endereço (rtsp://…, http://…) ou nome USB</translation>
        </message>
        <message>
            <source>User name, if it has one</source>
            <translation>Usuário, se tiver</translation>
        </message>
        <message>
            <source>Password, if it has one</source>
            <translation>Senha, se tiver</translation>
        </message>
        <message>
            <source>Name of the gate</source>
            <translation>Nome do portão</translation>
        </message>
        <message>
            <source>Address of the relay</source>
            <translation>Endereço do relé</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Um momento…</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Concluir</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Próximo</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Check the address</source>
            <translation>Revisar o endereço</translation>
        </message>
        <message>
            <source>Stop reading</source>
            <translation>Parar de ler</translation>
        </message>
        <message>
            <source>Read its QR by camera</source>
            <translation>Ler seu QR com a câmera</translation>
        </message>
        <message>
            <source>Enrol this PC</source>
            <translation>Cadastrar este PC</translation>
        </message>
        <message>
            <source>I have written it down</source>
            <translation>Já anotei</translation>
        </message>
        <message>
            <source>Use the site's key</source>
            <translation>Usar a chave do local</translation>
        </message>
        <message>
            <source>Take the marked one out</source>
            <translation>Tirar a marcada</translation>
        </message>
        <message>
            <source>Add and try</source>
            <translation>Adicionar e testar</translation>
        </message>
        <message>
            <source>Find relays</source>
            <translation>Procurar relés</translation>
        </message>
        <message>
            <source>Add and check</source>
            <translation>Adicionar e revisar</translation>
        </message>
        <message>
            <source>Test the marked gate</source>
            <translation>Testar o portão marcado</translation>
        </message>
        <message>
            <source>This PC now belongs to {site}.</source>
            <translation>Este PC agora é de {site}.</translation>
        </message>
        <message>
            <source>Hold the letter's QR here</source>
            <translation>Mostre aqui o QR da carta</translation>
        </message>
        <message>
            <source>Good. Keep the paper where the site keeps its keys.</source>
            <translation>Certo. Guarde o papel onde o local guarda as chaves.</translation>
        </message>
        <message>
            <source>That is not the last group. Compare it with your paper, letter by letter.</source>
            <translation>Esse não é o último grupo. Compare com seu papel, letra por letra.</translation>
        </message>
        <message>
            <source>No USB camera is plugged in.</source>
            <translation>Não há câmera USB conectada.</translation>
        </message>
        <message>
            <source>Plugged in: {names}</source>
            <translation>Conectadas: {names}</translation>
        </message>
        <message>
            <source>gives pictures</source>
            <translation>dá imagem</translation>
        </message>
        <message numerus="yes">
            <source>%n points to set right under Devices</source>
            <translation>
                <numerusform>%n ponto a corrigir em Aparelhos</numerusform>
                <numerusform>%n pontos a corrigir em Aparelhos</numerusform>
            </translation>
        </message>
        <message>
            <source>checked, all good</source>
            <translation>revisado, tudo certo</translation>
        </message>
        <message>
            <source>Relays on this network announce themselves.</source>
            <translation>Os relés desta rede se anunciam sozinhos.</translation>
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
            <translation>Nome</translation>
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
            <translation>Visita sem passe</translation>
        </message>
        <message>
            <source>Somebody without a pass: write who, and whom they visit</source>
            <translation>Alguém sem passe: escreva quem é e a quem visita</translation>
        </message>
        <message>
            <source>Delivery</source>
            <translation>Entrega</translation>
        </message>
        <message>
            <source>Who delivers, and to which house</source>
            <translation>Quem entrega e em que casa</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Pessoa conhecida</translation>
        </message>
        <message>
            <source>Resident, staff, help or taxi: the house is enough</source>
            <translation>Morador, pessoal, ajuda ou táxi: basta a casa</translation>
        </message>
        <message>
            <source>Company or name</source>
            <translation>Empresa ou nome</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
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
            <translation>Documento, últimos quatro</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Pessoas</translation>
        </message>
        <message>
            <source>Resident</source>
            <translation>Morador</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Pessoal</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Ajuda</translation>
        </message>
        <message>
            <source>Taxi</source>
            <translation>Táxi</translation>
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
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Looking for the number…</source>
            <translation>Buscando o número…</translation>
        </message>
        <message>
            <source>No number saved</source>
            <translation>Sem número salvo</translation>
        </message>
        <message>
            <source>The host said yes in the app. It is recorded with the host's name.</source>
            <translation>O anfitrião disse sim no aplicativo. Fica registrado com o nome dele.</translation>
        </message>
        <message>
            <source>Open: the host said yes</source>
            <translation>Abrir: o anfitrião disse sim</translation>
        </message>
        <message>
            <source>The host said no in the app.</source>
            <translation>O anfitrião disse não no aplicativo.</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Recusar</translation>
        </message>
        <message numerus="yes">
            <source>No answer in the app within %n minutes. Call, or decide without.</source>
            <translation>
                <numerusform>Sem resposta no app em %n minuto. Ligue ou decida sem ela.</numerusform>
                <numerusform>Sem resposta no app em %n minutos. Ligue ou decida sem ela.</numerusform>
            </translation>
        </message>
        <message>
            <source>Asked in the host's app at {time}. No answer yet: call, if it takes long.</source>
            <translation>Perguntado no aplicativo do anfitrião às {time}. Ainda sem resposta: ligue, se demorar.</translation>
        </message>
        <message>
            <source>Say who is at the gate. If the host says yes, the name is recorded with yours.</source>
            <translation>Diga quem está no portão. Se o anfitrião disser que sim, o nome dele fica registrado junto com o seu.</translation>
        </message>
        <message>
            <source>Say who is at the gate. A new pass from the host can be scanned at once.</source>
            <translation>Diga quem está no portão. Um passe novo do anfitrião pode ser lido na hora.</translation>
        </message>
        <message>
            <source>Said yes</source>
            <translation>Disse sim</translation>
        </message>
        <message>
            <source>Said no</source>
            <translation>Disse não</translation>
        </message>
        <message>
            <source>Ask the host</source>
            <translation>Perguntar ao anfitrião</translation>
        </message>
        <message>
            <source>The host is not known</source>
            <translation>O anfitrião não é conhecido</translation>
        </message>
    </context>
    <context>
        <name>Gate</name>
        <message>
            <source>Position unknown</source>
            <translation>Posição desconhecida</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Fechado</translation>
        </message>
        <message>
            <source>Opening</source>
            <translation>Abrindo</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Aberto</translation>
        </message>
        <message>
            <source>Closing</source>
            <translation>Fechando</translation>
        </message>
        <message>
            <source>Left open</source>
            <translation>Ficou aberto</translation>
        </message>
        <message>
            <source>Forced open</source>
            <translation>Aberto à força</translation>
        </message>
        <message>
            <source>Locked down · a supervisor releases</source>
            <translation>Bloqueado · o supervisor libera</translation>
        </message>
        <message>
            <source>In maintenance · does not open from here</source>
            <translation>Em manutenção · não abre daqui</translation>
        </message>
        <message>
            <source>{problem} · use the key switch</source>
            <translation>{problem} · use a chave</translation>
        </message>
        <message>
            <source>No answer for {span} · use the key switch</source>
            <translation>Sem resposta há {span} · use a chave</translation>
        </message>
        <message>
            <source>{where} · closes by itself in {span}</source>
            <translation>{where} · fecha sozinho em {span}</translation>
        </message>
        <message>
            <source>{where} for {span} · go and look</source>
            <translation>{where} há {span} · vá ver</translation>
        </message>
        <message>
            <source>opens by itself</source>
            <translation>abre sozinho</translation>
        </message>
        <message>
            <source>{ms} ms</source>
            <translation>{ms} ms</translation>
        </message>
        <message>
            <source>Open by hand</source>
            <translation>Abrir à mão</translation>
        </message>
        <message>
            <source>hold 1 s
reason is logged</source>
            <translation>segurar 1 s
fica registrado</translation>
        </message>
        <message>
            <source>{n} fps</source>
            <translation>{n} fps</translation>
        </message>
        <message>
            <source>Hold the code closer</source>
            <translation>Aproxime mais o código</translation>
        </message>
        <message>
            <source>Turn the phone's brightness up</source>
            <translation>Aumente o brilho do telefone</translation>
        </message>
        <message>
            <source>Tilt the phone a little: the light is mirrored</source>
            <translation>Incline um pouco o telefone: está refletindo a luz</translation>
        </message>
        <message>
            <source>Hold the phone still</source>
            <translation>Não mexa o telefone</translation>
        </message>
        <message>
            <source>Scanned just now</source>
            <translation>Lido agora mesmo</translation>
        </message>
        <message>
            <source>Scanned: waits for this car</source>
            <translation>Lido: espera por este veículo</translation>
        </message>
        <message>
            <source>One code at a time, please</source>
            <translation>Um código por vez, por favor</translation>
        </message>
        <message>
            <source>A code stays in view: it is left out until it was gone</source>
            <translation>Um código continua à vista: fica de fora até sair</translation>
        </message>
        <message>
            <source>No camera here</source>
            <translation>Aqui não há câmera</translation>
        </message>
        <message>
            <source>Codes can be typed or read with a hand scanner.</source>
            <translation>Os códigos podem ser digitados ou lidos com um leitor de mão.</translation>
        </message>
        <message>
            <source>A technician can add a camera under Devices.</source>
            <translation>Um técnico pode adicionar uma câmera em Aparelhos.</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>The gate</source>
            <translation>O portão</translation>
        </message>
        <message>
            <source>Expected today</source>
            <translation>Esperados hoje</translation>
        </message>
        <message>
            <source>Inside now</source>
            <translation>Dentro agora</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Histórico</translation>
        </message>
        <message>
            <source>Shift log</source>
            <translation>Diário do turno</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Aparelhos</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>The visitor holds the code in front of the camera. The card at the right says what to do.</source>
            <translation>O visitante mostra o código à câmera. O cartão à direita diz o que fazer.</translation>
        </message>
        <message>
            <source>Green: read it, then Enter opens. Red: Esc refuses. Amber: you decide, on the host's word.</source>
            <translation>Verde: leia e Enter abre. Vermelho: Esc recusa. Âmbar: você decide, com a autorização do anfitrião.</translation>
        </message>
        <message>
            <source>No code? Type the name, the house or the plate below the camera, or press F4 or F5.</source>
            <translation>Sem código? Digite o nome, a casa ou a placa abaixo da câmera, ou aperte F4 ou F5.</translation>
        </message>
        <message>
            <source>Without a connection everything goes on; what is weaker, the card says.</source>
            <translation>Sem conexão tudo continua; o cartão diz o que é menos seguro.</translation>
        </message>
        <message>
            <source>In an emergency hold “Open by hand” for one second. The reason is asked afterwards.</source>
            <translation>Numa emergência segure “Abrir à mão” um segundo. O motivo é perguntado depois.</translation>
        </message>
        <message>
            <source>Everybody who is announced for today, by time.</source>
            <translation>Todos os anunciados para hoje, por hora.</translation>
        </message>
        <message>
            <source>Type a few letters, choose with the arrows, press Enter: the verdict comes up on Gate.</source>
            <translation>Digite algumas letras, escolha com as setas e aperte Enter: o resultado aparece em Portão.</translation>
        </message>
        <message>
            <source>Everybody who came in and has not been seen leaving; amber is over their time.</source>
            <translation>Todos os que entraram e não foram vistos saindo; em âmbar, quem já devia ter saído.</translation>
        </message>
        <message>
            <source>Choose who leaves and press Enter. Ctrl P saves the list for an evacuation, offline too.</source>
            <translation>Escolha quem sai e aperte Enter. Ctrl P salva a lista para uma evacuação, também sem conexão.</translation>
        </message>
        <message>
            <source>Everything that happened at all gates, newest first.</source>
            <translation>Tudo o que aconteceu em todos os portões, o mais novo primeiro.</translation>
        </message>
        <message>
            <source>Choose a row to see why it was decided so. “Needs review” is what the central API found later.</source>
            <translation>Escolha uma linha para ver por que se decidiu assim. “A revisar” é o que a central encontrou depois.</translation>
        </message>
        <message>
            <source>What happened in this shift, and what you write down for the next guard.</source>
            <translation>O que aconteceu neste turno e o que você anota para o próximo vigilante.</translation>
        </message>
        <message>
            <source>“Hand over” ends your shift. Nothing of it blocks the gate.</source>
            <translation>“Entregar turno” encerra seu turno. Nada disso para o portão.</translation>
        </message>
        <message>
            <source>How each camera and gate is doing, and what its settings should be.</source>
            <translation>Como está cada câmera e portão, e como devem ser seus ajustes.</translation>
        </message>
        <message>
            <source>“Check settings” asks the relay. Choose an amber point to set it right.</source>
            <translation>“Revisar ajustes” pergunta ao relé. Escolha um ponto âmbar para corrigi-lo.</translation>
        </message>
        <message>
            <source>Whether everything works, what the program wrote down, and what support asks for.</source>
            <translation>Se tudo funciona, o que o programa anotou e o que o suporte pede.</translation>
        </message>
        <message>
            <source>Choose a line of the self-test to see what to do; click one of the log for its scan.</source>
            <translation>Escolha uma linha do autoteste para ver o que fazer; toque uma do registro para ver a leitura dela.</translation>
        </message>
        <message>
            <source>open, after reading a green verdict</source>
            <translation>abrir, após ler um resultado verde</translation>
        </message>
        <message>
            <source>refuse, or go back</source>
            <translation>recusar ou voltar</translation>
        </message>
        <message>
            <source>let in on the host's word</source>
            <translation>deixar entrar: o anfitrião autoriza</translation>
        </message>
        <message>
            <source>the host's number</source>
            <translation>o número do anfitrião</translation>
        </message>
        <message>
            <source>take the photo again</source>
            <translation>tirar outra foto</translation>
        </message>
        <message>
            <source>somebody without a pass</source>
            <translation>alguém sem passe</translation>
        </message>
        <message>
            <source>a delivery</source>
            <translation>uma entrega</translation>
        </message>
        <message>
            <source>resident, staff, help or taxi</source>
            <translation>morador, pessoal, ajuda ou táxi</translation>
        </message>
        <message>
            <source>somebody leaves</source>
            <translation>alguém sai</translation>
        </message>
        <message>
            <source>the other gate</source>
            <translation>o outro portão</translation>
        </message>
        <message>
            <source>the other camera</source>
            <translation>a outra câmera</translation>
        </message>
        <message>
            <source>the last walk-in's pass</source>
            <translation>o passe da última visita sem passe</translation>
        </message>
        <message>
            <source>hold: open the first gate by hand</source>
            <translation>segurar: abrir à mão o primeiro portão</translation>
        </message>
        <message>
            <source>the find field</source>
            <translation>o campo de busca</translation>
        </message>
        <message>
            <source>emergency</source>
            <translation>emergência</translation>
        </message>
        <message>
            <source>lock the screen</source>
            <translation>bloquear a tela</translation>
        </message>
        <message>
            <source>back to the gate; Ctrl 2–7: the other places</source>
            <translation>de volta ao portão; Ctrl 2–7: os outros lugares</translation>
        </message>
        <message>
            <source>save the list</source>
            <translation>salvar a lista</translation>
        </message>
        <message>
            <source>show or print a walk-in's pass</source>
            <translation>mostrar ou imprimir um passe feito aqui</translation>
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
            <translation>Som</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Escuro</translation>
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
            <translation>Forte</translation>
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
            <translation>Portão</translation>
        </message>
        <message>
            <source>Guard</source>
            <translation>Vigilante</translation>
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
            <translation>Hoje</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ontem</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 dias</translation>
        </message>
        <message>
            <source>30 days</source>
            <translation>30 dias</translation>
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
            <translation>Recusado</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Saiu</translation>
        </message>
        <message>
            <source>Opened by hand</source>
            <translation>Aberto à mão</translation>
        </message>
        <message>
            <source>Needs review</source>
            <translation>A revisar</translation>
        </message>
        <message>
            <source>Gate: {chosen}</source>
            <translation>Portão: {chosen}</translation>
        </message>
        <message>
            <source>Result: {chosen}</source>
            <translation>Resultado: {chosen}</translation>
        </message>
        <message>
            <source>central API</source>
            <translation>a central</translation>
        </message>
        <message>
            <source>saved passes</source>
            <translation>passes salvos</translation>
        </message>
        <message>
            <source>walk-in here</source>
            <translation>registrado aqui</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>tudo</translation>
        </message>
        <message>
            <source>Guard {name}</source>
            <translation>Vigilante {name}</translation>
        </message>
        <message>
            <source>By {basis}</source>
            <translation>Segundo {basis}</translation>
        </message>
        <message>
            <source>More · 1</source>
            <translation>Mais · 1</translation>
        </message>
        <message>
            <source>More…</source>
            <translation>Mais…</translation>
        </message>
        <message>
            <source>Search a visitor, house, plate or the last four of a document…</source>
            <translation>Busque visitante, casa, placa ou os últimos quatro do documento…</translation>
        </message>
        <message>
            <source>Name, house, plate, ID…</source>
            <translation>Nome, casa, placa, doc…</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>{rows} rows · Stop</source>
            <translation>{rows} linhas · Parar</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Salvo: {path}</translation>
        </message>
        <message>
            <source>Entries</source>
            <translation>Entradas</translation>
        </message>
        <message>
            <source>Inside now</source>
            <translation>Dentro agora</translation>
        </message>
        <message>
            <source>Need review</source>
            <translation>A revisar</translation>
        </message>
        <message>
            <source>Entries by hour</source>
            <translation>Entradas por hora</translation>
        </message>
        <message>
            <source>{change} % on last week</source>
            <translation>{change} % vs. 7 dias atrás</translation>
        </message>
        <message numerus="yes">
            <source>%n over their time</source>
            <translation>
                <numerusform>%n além do horário</numerusform>
                <numerusform>%n além do horário</numerusform>
            </translation>
        </message>
        <message>
            <source>nobody too long</source>
            <translation>ninguém além do horário</translation>
        </message>
        <message numerus="yes">
            <source>%n people in all</source>
            <translation>
                <numerusform>%n pessoa no total</numerusform>
                <numerusform>%n pessoas no total</numerusform>
            </translation>
        </message>
        <message>
            <source>press Review</source>
            <translation>veja Revisar</translation>
        </message>
        <message>
            <source>all is clear</source>
            <translation>nada pendente</translation>
        </message>
        <message>
            <source>Reading the history…</source>
            <translation>Lendo o histórico…</translation>
        </message>
        <message>
            <source>Nothing like that in these days.</source>
            <translation>Nada corresponde nestes dias.</translation>
        </message>
        <message>
            <source>Nothing happened in these days.</source>
            <translation>Não aconteceu nada nestes dias.</translation>
        </message>
        <message>
            <source>The history is for supervisors. A supervisor can sign in here; the gate goes on.</source>
            <translation>O histórico é para supervisores. Um supervisor pode entrar aqui; o portão continua trabalhando.</translation>
        </message>
        <message>
            <source>Sign in as supervisor</source>
            <translation>Entrar como supervisor</translation>
        </message>
        <message>
            <source>out</source>
            <translation>sai</translation>
        </message>
        <message>
            <source>in</source>
            <translation>entra</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Corrigido</translation>
        </message>
        <message>
            <source>Gate did not open</source>
            <translation>Não abriu</translation>
        </message>
        <message>
            <source>Gate unknown</source>
            <translation>Portão sem resposta</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Conhecido</translation>
        </message>
        <message>
            <source>reason: {reason}</source>
            <translation>motivo: {reason}</translation>
        </message>
        <message>
            <source>word of {name}</source>
            <translation>palavra de {name}</translation>
        </message>
        <message>
            <source>not sent yet</source>
            <translation>a enviar</translation>
        </message>
        <message>
            <source>more entries than allowed</source>
            <translation>mais entradas que o permitido</translation>
        </message>
        <message>
            <source>pass had expired</source>
            <translation>passe já vencido</translation>
        </message>
        <message>
            <source>pass not valid yet</source>
            <translation>passe ainda não válido</translation>
        </message>
        <message>
            <source>pass was cancelled</source>
            <translation>passe cancelado</translation>
        </message>
        <message>
            <source>pass unknown</source>
            <translation>passe desconhecido</translation>
        </message>
        <message>
            <source>signature does not hold</source>
            <translation>a assinatura não é válida</translation>
        </message>
        <message>
            <source>other community</source>
            <translation>outra comunidade</translation>
        </message>
        <message>
            <source>on the site's list</source>
            <translation>na lista do local</translation>
        </message>
        <message>
            <source>clock in doubt</source>
            <translation>hora duvidosa</translation>
        </message>
        <message>
            <source>console revoked</source>
            <translation>console revogado</translation>
        </message>
        <message>
            <source>same pass at two gates</source>
            <translation>mesmo passe em dois portões</translation>
        </message>
        <message>
            <source>opened by itself</source>
            <translation>abriu sozinho</translation>
        </message>
        <message>
            <source>nobody's name</source>
            <translation>sem nome</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Decisão</translation>
        </message>
        <message>
            <source>Rested on</source>
            <translation>Baseado em</translation>
        </message>
        <message>
            <source>opened in {ms} ms</source>
            <translation>abriu em {ms} ms</translation>
        </message>
        <message>
            <source>did not open ({detail})</source>
            <translation>não abriu ({detail})</translation>
        </message>
        <message>
            <source>no answer ({detail})</source>
            <translation>sem resposta ({detail})</translation>
        </message>
        <message>
            <source>kept here, not sent yet</source>
            <translation>guardado aqui, a enviar</translation>
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
            <translation>deixar entrar</translation>
        </message>
        <message>
            <source>refuse</source>
            <translation>recusar</translation>
        </message>
        <message>
            <source>ask a human</source>
            <translation>decide uma pessoa</translation>
        </message>
    </context>
    <context>
        <name>LastResort</name>
        <message>
            <source>Only by hand</source>
            <translation>Só à mão</translation>
        </message>
        <message>
            <source>The gates still open by hand below, and each opening is kept.</source>
            <translation>Os portões ainda abrem à mão aqui embaixo, e cada abertura fica guardada.</translation>
        </message>
        <message>
            <source>The gate opened</source>
            <translation>O portão abriu</translation>
        </message>
        <message>
            <source>Look at the gate</source>
            <translation>Olhe o portão</translation>
        </message>
        <message>
            <source>The opening is kept and goes into the journal when it works again.</source>
            <translation>A abertura fica guardada e vai para o diário quando ele voltar a funcionar.</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>Connected with the central API</source>
            <translation>Conectado com a central</translation>
        </message>
        <message>
            <source>The connection is slow</source>
            <translation>A conexão está lenta</translation>
        </message>
        <message>
            <source>No connection to the central API</source>
            <translation>Sem conexão com a central</translation>
        </message>
        <message>
            <source>Signed out of the central API</source>
            <translation>Sessão com a central encerrada</translation>
        </message>
        <message>
            <source>The central API does not accept this console</source>
            <translation>A central não aceita este console</translation>
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
            <translation>Passes salvos aqui</translation>
        </message>
        <message>
            <source>Waiting to be sent</source>
            <translation>A enviar</translation>
        </message>
        <message>
            <source>What that means</source>
            <translation>O que significa</translation>
        </message>
        <message>
            <source>Passes are confirmed as they are shown, and every entry is sent at once.</source>
            <translation>Os passes são confirmados ao serem mostrados e cada entrada é enviada na hora.</translation>
        </message>
        <message>
            <source>Passes, search, walk-ins, leaving, the gates and the photos. Every entry is kept here and sent later.</source>
            <translation>Os passes, a busca, as visitas sem passe, as saídas, os portões e as fotos. Cada entrada fica guardada aqui e depois é enviada sozinha.</translation>
        </message>
        <message>
            <source>A pass made after the last update is not known here: you decide, on the host's word. A pass used at another gate meanwhile may look unused.</source>
            <translation>Um passe feito depois da última atualização não é conhecido aqui: você decide, com a autorização do anfitrião. Um passe usado enquanto isso em outro portão pode parecer não usado.</translation>
        </message>
        <message>
            <source>What goes on</source>
            <translation>O que continua igual</translation>
        </message>
        <message>
            <source>What is weaker</source>
            <translation>O que é menos seguro</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>O que fazer</translation>
        </message>
        <message>
            <source>Sign in again; the shift goes on.</source>
            <translation>Entre de novo; o turno continua.</translation>
        </message>
        <message>
            <source>Call a supervisor. Nothing is lost meanwhile.</source>
            <translation>Chame um supervisor. Nada se perde enquanto isso.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>Lock</name>
        <message numerus="yes">
            <source>That is not the PIN. Wait %n s</source>
            <translation>
                <numerusform>Esse não é o PIN. Espere %n s</numerusform>
                <numerusform>Esse não é o PIN. Espere %n s</numerusform>
            </translation>
        </message>
        <message>
            <source>The PIN no longer counts. Sign in with e-mail and password</source>
            <translation>O PIN não vale mais. Entre com e-mail e senha</translation>
        </message>
        <message>
            <source>That is not the PIN. Try again</source>
            <translation>Esse não é o PIN. Tente de novo</translation>
        </message>
        <message>
            <source>The two were not the same. Choose again</source>
            <translation>Os dois não eram iguais. Escolha de novo</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Um momento…</translation>
        </message>
        <message>
            <source>Choose a PIN of six digits for this PC</source>
            <translation>Escolha um PIN de seis dígitos para este PC</translation>
        </message>
        <message>
            <source>Type the same PIN once more</source>
            <translation>Digite o mesmo PIN mais uma vez</translation>
        </message>
        <message>
            <source>Nobody who may open has a PIN at this PC. Use the key switch</source>
            <translation>Ninguém que possa abrir tem PIN neste PC. Use a chave</translation>
        </message>
        <message>
            <source>Type your PIN: {gate} opens with it</source>
            <translation>Digite seu PIN: com ele abre {gate}</translation>
        </message>
        <message>
            <source>{role} · without internet your PIN works until {until}</source>
            <translation>{role} · sem internet seu PIN vale até {until}</translation>
        </message>
        <message>
            <source>Somebody else</source>
            <translation>Outra pessoa</translation>
        </message>
        <message>
            <source>Other guard</source>
            <translation>Outro vigilante</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Depois</translation>
        </message>
        <message>
            <source>Another gate</source>
            <translation>Outro portão</translation>
        </message>
        <message>
            <source>Delete the last digit</source>
            <translation>Apagar o último dígito</translation>
        </message>
        <message>
            <source>Somebody is waiting at the gate</source>
            <translation>Alguém espera no portão</translation>
        </message>
        <message>
            <source>hold 1 s, then your PIN · is logged</source>
            <translation>segurar 1 s e depois seu PIN · fica registrado</translation>
        </message>
        <message>
            <source>hold 1 s · with photo and alarm</source>
            <translation>segurar 1 s · com foto e alarme</translation>
        </message>
        <message>
            <source>Open {gate} by hand</source>
            <translation>Abrir {gate} à mão</translation>
        </message>
        <message numerus="yes">
            <source>%n digits typed</source>
            <translation>
                <numerusform>%n dígito digitado</numerusform>
                <numerusform>%n dígitos digitados</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Pass</name>
        <message>
            <source>Pass for the visitor</source>
            <translation>Passe para o visitante</translation>
        </message>
        <message>
            <source>The visitor takes a photo of this code. Shown at the gate it lets them out, and in again until then.</source>
            <translation>O visitante tira uma foto deste código. Mostrando-o na portaria pode sair, e voltar a entrar enquanto for válido.</translation>
        </message>
        <message>
            <source>Visiting</source>
            <translation>Visita a</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Válido até</translation>
        </message>
        <message>
            <source>Code to read out</source>
            <translation>Código para ditar</translation>
        </message>
        <message>
            <source>QR code of this pass; to read out: {code}</source>
            <translation>Código QR deste passe; para ditar: {code}</translation>
        </message>
        <message>
            <source>Printing…</source>
            <translation>Imprimindo…</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Imprimir</translation>
        </message>
        <message>
            <source>Open the sheet</source>
            <translation>Abrir a folha</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>The sheet is with the printer</source>
            <translation>A impressora tem a folha</translation>
        </message>
        <message>
            <source>The sheet is open in another window</source>
            <translation>A folha está aberta em outra janela</translation>
        </message>
        <message>
            <source>Print it from there.</source>
            <translation>Imprima-a de lá.</translation>
        </message>
        <message>
            <source>This PC neither prints nor shows the sheet</source>
            <translation>Este PC não imprime nem mostra a folha</translation>
        </message>
        <message>
            <source>It is saved until the next start: {path}</source>
            <translation>Fica salva até o próximo início: {path}</translation>
        </message>
        <message>
            <source>Visitor pass</source>
            <translation>Passe de visitante</translation>
        </message>
        <message>
            <source>Visits: {house}</source>
            <translation>Visita a: {house}</translation>
        </message>
        <message>
            <source>Valid until {until}</source>
            <translation>Válido até {until}</translation>
        </message>
        <message>
            <source>Code to read out: {code}</source>
            <translation>Código para ditar: {code}</translation>
        </message>
        <message>
            <source>Show this code at the gate, going out and coming in.</source>
            <translation>Mostre este código na portaria ao sair e ao entrar.</translation>
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
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Family</source>
            <translation>Família</translation>
        </message>
        <message>
            <source>Party</source>
            <translation>Festa</translation>
        </message>
        <message>
            <source>Guard</source>
            <translation>Vigilante</translation>
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
                <numerusform>%n pessoa</numerusform>
                <numerusform>%n pessoas</numerusform>
            </translation>
        </message>
        <message>
            <source>Unknown code</source>
            <translation>Código desconhecido</translation>
        </message>
        <message>
            <source>no photo</source>
            <translation>sem foto</translation>
        </message>
        <message>
            <source>No name on the pass</source>
            <translation>Passe sem nome</translation>
        </message>
        <message>
            <source>Code {code}</source>
            <translation>Código {code}</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>Sem limite</translation>
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
            <translation>Não informado</translation>
        </message>
        <message>
            <source>Opened by hand</source>
            <translation>Aberto à mão</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Pessoa conhecida</translation>
        </message>
        <message>
            <source>Reason: {reason}</source>
            <translation>Motivo: {reason}</translation>
        </message>
        <message>
            <source>{name} did not enter</source>
            <translation>{name} não entrou</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>recusado</translation>
        </message>
        <message>
            <source>{name} left</source>
            <translation>{name} saiu</translation>
        </message>
        <message>
            <source>not a pass</source>
            <translation>não é passe</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>desconhecido</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelado</translation>
        </message>
        <message>
            <source>other community</source>
            <translation>outra comunidade</translation>
        </message>
        <message>
            <source>clock in doubt</source>
            <translation>hora duvidosa</translation>
        </message>
        <message>
            <source>not yet valid</source>
            <translation>ainda não válido</translation>
        </message>
        <message>
            <source>expired</source>
            <translation>vencido</translation>
        </message>
        <message>
            <source>used up</source>
            <translation>esgotado</translation>
        </message>
        <message>
            <source>already inside</source>
            <translation>já dentro</translation>
        </message>
        <message>
            <source>old data</source>
            <translation>dados antigos</translation>
        </message>
    </context>
    <context>
        <name>Proof</name>
        <message>
            <source>Needs you</source>
            <translation>A resolver</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Números</translation>
        </message>
        <message>
            <source>After an outage</source>
            <translation>Após uma queda</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Integridade</translation>
        </message>
        <message>
            <source>A visitor's data</source>
            <translation>Dados de um visitante</translation>
        </message>
        <message>
            <source>Reading the chain…</source>
            <translation>Lendo a corrente…</translation>
        </message>
        <message>
            <source>The gate works on meanwhile.</source>
            <translation>O portão continua trabalhando.</translation>
        </message>
        <message>
            <source>The chain of everything that happened here</source>
            <translation>A corrente de tudo o que aconteceu aqui</translation>
        </message>
        <message>
            <source>Entries, sign-ins, openings by hand, reviews and exports hang together by hashes. Whoever changes one line breaks all that follow.</source>
            <translation>Entradas, sessões, aberturas à mão, revisões e exportações se encadeiam por hashes. Quem muda uma linha quebra todas as seguintes.</translation>
        </message>
        <message>
            <source>A link is missing before number {seq}.</source>
            <translation>Falta um elo antes do número {seq}.</translation>
        </message>
        <message>
            <source>Link number {seq} does not fit to the one before.</source>
            <translation>O elo {seq} não encaixa no anterior.</translation>
        </message>
        <message>
            <source>What link number {seq} witnessed was changed.</source>
            <translation>O que o elo {seq} atesta foi mudado.</translation>
        </message>
        <message>
            <source>The entry of link number {seq} is gone.</source>
            <translation>O registro do elo {seq} sumiu.</translation>
        </message>
        <message>
            <source>An entry was put in past the chain.</source>
            <translation>Um registro foi posto fora da corrente.</translation>
        </message>
        <message>
            <source>Links were lost before number {seq}; that was noticed and noted then.</source>
            <translation>Elos se perderam antes do {seq}; isso foi notado e anotado na hora.</translation>
        </message>
        <message>
            <source>The newest links are missing: the chain had come to number {seq}.</source>
            <translation>Faltam os últimos elos: a corrente chegava ao {seq}.</translation>
        </message>
        <message numerus="yes">
            <source>%n places are broken in all.</source>
            <translation>
                <numerusform>Há %n ponto quebrado ao todo.</numerusform>
                <numerusform>Há %n pontos quebrados ao todo.</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep this PC as it is and call the administrator.</source>
            <translation>Deixe este PC como está e chame o administrador.</translation>
        </message>
        <message>
            <source>Broken</source>
            <translation>Quebrada</translation>
        </message>
        <message>
            <source>Unbroken since: {moment}</source>
            <translation>Intacta desde: {moment}</translation>
        </message>
        <message numerus="yes">
            <source>%n links, each holding the one before.</source>
            <translation>
                <numerusform>%n elo.</numerusform>
                <numerusform>%n elos, cada um preso ao anterior.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them keep their place without what they said: their time was over.</source>
            <translation>
                <numerusform>%n deles guarda o lugar sem o que dizia: o prazo acabou.</numerusform>
                <numerusform>%n deles guardam o lugar sem o que diziam: o prazo acabou.</numerusform>
            </translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Um momento…</translation>
        </message>
        <message>
            <source>Read the chain</source>
            <translation>Ler a corrente</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Save as a file for him or her</source>
            <translation>Salvar arquivo para a pessoa</translation>
        </message>
        <message>
            <source>Erase for good: press again</source>
            <translation>Apagar de vez: aperte de novo</translation>
        </message>
        <message>
            <source>Erase here</source>
            <translation>Apagar aqui</translation>
        </message>
        <message>
            <source>Save the report (PDF)</source>
            <translation>Salvar o relatório (PDF)</translation>
        </message>
        <message>
            <source>Back to the history</source>
            <translation>Voltar ao histórico</translation>
        </message>
        <message>
            <source>From – to</source>
            <translation>De – até</translation>
        </message>
        <message>
            <source>Decided alone</source>
            <translation>Decidiu sozinha</translation>
        </message>
        <message>
            <source>On passes as old as</source>
            <translation>Idade dos passes</translation>
        </message>
        <message>
            <source>Found later</source>
            <translation>Encontrado depois</translation>
        </message>
        <message>
            <source>Since {moment}: still</source>
            <translation>Desde {moment}: continua</translation>
        </message>
        <message>
            <source>{admitted} in, {refused} refused</source>
            <translation>{admitted} entraram, {refused} recusados</translation>
        </message>
        <message numerus="yes">
            <source>%n not confirmed yet</source>
            <translation>
                <numerusform>%n sem confirmar</numerusform>
                <numerusform>%n sem confirmar</numerusform>
            </translation>
        </message>
        <message>
            <source>nobody came</source>
            <translation>ninguém veio</translation>
        </message>
        <message>
            <source>nothing to object</source>
            <translation>sem observações</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Salvo: {path}</translation>
        </message>
        <message>
            <source>Choose an outage: the report tells each decision, and what was found later.</source>
            <translation>Escolha uma queda: o relatório conta cada decisão e o que se soube depois.</translation>
        </message>
        <message>
            <source>Looking through the last 30 days…</source>
            <translation>Olhando os últimos 30 dias…</translation>
        </message>
        <message>
            <source>In the last 30 days this console was never without the central API.</source>
            <translation>Nos últimos 30 dias este console nunca ficou sem a API central.</translation>
        </message>
        <message>
            <source>A visitor may ask what this PC keeps. Type the name, the house or the plate; each search is noted.</source>
            <translation>Um visitante pode perguntar o que este PC guarda. Digite nome, casa ou placa; cada busca fica anotada.</translation>
        </message>
        <message>
            <source>Nobody of that name is kept here.</source>
            <translation>Aqui não se guarda ninguém com esse nome.</translation>
        </message>
        <message>
            <source>Visitor</source>
            <translation>Visitante</translation>
        </message>
        <message>
            <source>Last seen</source>
            <translation>Última vez</translation>
        </message>
        <message>
            <source>Kept here</source>
            <translation>Guardado aqui</translation>
        </message>
        <message numerus="yes">
            <source>%n own entries</source>
            <translation>
                <numerusform>%n registro próprio</numerusform>
                <numerusform>%n registros próprios</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of other gates</source>
            <translation>
                <numerusform>%n de outros portões</numerusform>
                <numerusform>%n de outros portões</numerusform>
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
                <numerusform>%n passe</numerusform>
                <numerusform>%n passes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Erased: %n entries. That something happened stays; who it was is gone. Ask the administrator to erase the central API's copy too, or a new start from there brings it back.</source>
            <translation>
                <numerusform>Apagado: %n registro. Fica que algo aconteceu; quem foi, não. Peça ao administrador que apague também a cópia da central, ou ela volta de lá.</numerusform>
                <numerusform>Apagado: %n registros. Fica que algo aconteceu; quem foi, não. Peça ao administrador que apague também a cópia da central, ou ela volta de lá.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n must first be confirmed by the central API.</source>
            <translation>
                <numerusform>%n precisa antes ser confirmado pela central.</numerusform>
                <numerusform>%n precisam antes ser confirmados pela central.</numerusform>
            </translation>
        </message>
        <message>
            <source>Name, house or plate</source>
            <translation>Nome, casa ou placa</translation>
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
            <translation>em manutenção</translation>
        </message>
        <message>
            <source>told to open a moment ago</source>
            <translation>já recebeu ordem de abrir há pouco</translation>
        </message>
        <message>
            <source>busy with another order</source>
            <translation>ocupado com outra ordem</translation>
        </message>
        <message>
            <source>too slow, so it was given up</source>
            <translation>demorou demais e foi anulada</translation>
        </message>
        <message>
            <source>the console was locked</source>
            <translation>o console estava bloqueado</translation>
        </message>
        <message>
            <source>The relay does not answer</source>
            <translation>O relé não responde</translation>
        </message>
        <message>
            <source>Nothing, or nothing in time, comes from its address.</source>
            <translation>Do seu endereço não vem nada, ou vem tarde.</translation>
        </message>
        <message>
            <source>Check its power and the network; use the key switch meanwhile.</source>
            <translation>Verifique a energia e a rede; enquanto isso, use a chave.</translation>
        </message>
        <message>
            <source>Another device answers for this gate</source>
            <translation>Outro dispositivo responde por este portão</translation>
        </message>
        <message>
            <source>Its MAC is not the one this gate is bound to. Nothing was sent to it.</source>
            <translation>O MAC não é o deste portão. Nada lhe foi enviado.</translation>
        </message>
        <message>
            <source>Give the relay a fixed address, or bind the gate anew.</source>
            <translation>Dê ao relé um endereço fixo ou configure o portão de novo.</translation>
        </message>
        <message>
            <source>The relay refuses the password</source>
            <translation>O relé recusa a senha</translation>
        </message>
        <message>
            <source>The user name or the password for this relay is wrong. It was not locked out.</source>
            <translation>O usuário ou a senha deste relé está errado. Ele não foi bloqueado.</translation>
        </message>
        <message>
            <source>A technician enters it again under Devices; use the key switch meanwhile.</source>
            <translation>Um técnico a digita de novo em Aparelhos; enquanto isso, use a chave.</translation>
        </message>
        <message>
            <source>The relay is overloaded with sign-ins</source>
            <translation>O relé está saturado de acessos</translation>
        </message>
        <message>
            <source>Firmware 2.0.0 does that. The console recovers by itself.</source>
            <translation>É do firmware 2.0.0. O console se recupera sozinho.</translation>
        </message>
        <message>
            <source>Press again in a few seconds. Update the relay, or use firmware 1.7.5.</source>
            <translation>Aperte de novo em alguns segundos. Atualize o relé ou use o firmware 1.7.5.</translation>
        </message>
        <message>
            <source>This is not a Shelly relay</source>
            <translation>Não é um relé Shelly</translation>
        </message>
        <message>
            <source>Something else answers at this address: a printer, or a page.</source>
            <translation>Neste endereço responde outra coisa: uma impressora ou uma página.</translation>
        </message>
        <message>
            <source>Correct the relay's address.</source>
            <translation>Corrija o endereço do relé.</translation>
        </message>
        <message>
            <source>This relay cannot show itself</source>
            <translation>Este relé não consegue se mostrar</translation>
        </message>
        <message>
            <source>Its model has no light that can be switched over the network.</source>
            <translation>O modelo não tem luz que se possa comandar pela rede.</translation>
        </message>
        <message>
            <source>Give a test pulse while somebody stands at the gate, and look which one moves.</source>
            <translation>Dê um pulso de teste com alguém junto ao portão e veja qual se move.</translation>
        </message>
        <message>
            <source>The relay's light was not put back</source>
            <translation>A luz do relé não voltou ao que era</translation>
        </message>
        <message>
            <source>It stopped answering while blinking; its light may stay dark. It works as before.</source>
            <translation>Parou de responder enquanto piscava; a luz pode ficar apagada. Funciona como antes.</translation>
        </message>
        <message>
            <source>Let it blink once more when it answers, or set its light in the vendor's app.</source>
            <translation>Faça-o piscar de novo quando responder, ou ajuste a luz no app do fabricante.</translation>
        </message>
        <message>
            <source>This is not an address</source>
            <translation>Isto não é um endereço</translation>
        </message>
        <message>
            <source>An address is a host name or an IP address, perhaps with a port.</source>
            <translation>Um endereço é um nome ou um IP, talvez com uma porta.</translation>
        </message>
        <message>
            <source>Type it like 192.168.1.50 or http://192.168.1.50:80.</source>
            <translation>Digite como 192.168.1.50 ou http://192.168.1.50:80.</translation>
        </message>
        <message>
            <source>This relay is of an unknown generation</source>
            <translation>Este relé é de uma geração desconhecida</translation>
        </message>
        <message>
            <source>This console has not been tested with it. Nothing is sent to it.</source>
            <translation>O console não foi testado com ele. Nada lhe é enviado.</translation>
        </message>
        <message>
            <source>Use a relay of generation 1 to 4, or update the console.</source>
            <translation>Use um relé de geração 1 a 4 ou atualize o console.</translation>
        </message>
        <message>
            <source>The relay speaks another language</source>
            <translation>O relé fala outra linguagem</translation>
        </message>
        <message>
            <source>The gate is set up for another generation than the relay's.</source>
            <translation>O portão está configurado para outra geração que a do relé.</translation>
        </message>
        <message>
            <source>Choose the right kind of relay in the settings.</source>
            <translation>Escolha o tipo certo de relé nos ajustes.</translation>
        </message>
        <message>
            <source>The relay is set up for something else</source>
            <translation>O relé está configurado para outra coisa</translation>
        </message>
        <message>
            <source>It is a roller where a switch is configured, or the other way round.</source>
            <translation>É uma persiana onde se configurou um interruptor, ou o contrário.</translation>
        </message>
        <message>
            <source>Change the relay's profile, or the kind of gate in the settings.</source>
            <translation>Mude o perfil do relé ou o tipo de portão nos ajustes.</translation>
        </message>
        <message>
            <source>The relay has no such channel</source>
            <translation>O relé não tem esse canal</translation>
        </message>
        <message>
            <source>The output or input number in the settings is not on this device.</source>
            <translation>O número de saída ou entrada dos ajustes não existe neste dispositivo.</translation>
        </message>
        <message>
            <source>Correct the channel in the settings.</source>
            <translation>Corrija o canal nos ajustes.</translation>
        </message>
        <message>
            <source>The relay does not speak HTTPS here</source>
            <translation>O relé não fala HTTPS aqui</translation>
        </message>
        <message>
            <source>HTTPS was asked for, but it answers plainly or its certificate is not trusted.</source>
            <translation>Pediu-se HTTPS, mas ele responde sem cifra ou o certificado não é confiável.</translation>
        </message>
        <message>
            <source>Use http:// in the address, or put a certificate on the relay.</source>
            <translation>Use http:// no endereço ou ponha um certificado no relé.</translation>
        </message>
        <message>
            <source>The relay must not move the gate now</source>
            <translation>O relé não pode mover o portão agora</translation>
        </message>
        <message>
            <source>It reports an obstacle, a safety switch or a calibration.</source>
            <translation>Avisa de um obstáculo, um interruptor de segurança ou uma calibração.</translation>
        </message>
        <message>
            <source>Look at the gate, clear the way, then press again.</source>
            <translation>Olhe o portão, libere a passagem e aperte de novo.</translation>
        </message>
        <message>
            <source>The relay's answer cannot be understood</source>
            <translation>Não se entende a resposta do relé</translation>
        </message>
        <message>
            <source>It was cut off, or is not what a relay says.</source>
            <translation>Chegou cortada, ou não é o que um relé diz.</translation>
        </message>
        <message>
            <source>Look at the gate; if it stays so, switch the relay off and on.</source>
            <translation>Olhe o portão; se continuar assim, desligue e ligue o relé.</translation>
        </message>
        <message>
            <source>The cloud refuses this key</source>
            <translation>A nuvem recusa esta chave</translation>
        </message>
        <message>
            <source>The key is wrong or of another account, or too much was asked with it at once.</source>
            <translation>A chave está errada ou é de outra conta, ou se perguntou demais de uma vez.</translation>
        </message>
        <message>
            <source>Copy it anew from the vendor's app: it changes with the account's password.</source>
            <translation>Copie-a de novo do app do fabricante: ela muda com a senha da conta.</translation>
        </message>
        <message>
            <source>The cloud does not know this relay</source>
            <translation>A nuvem não conhece este relé</translation>
        </message>
        <message>
            <source>The key is of an account that does not hold this relay.</source>
            <translation>A chave é de uma conta que não tem este relé.</translation>
        </message>
        <message>
            <source>Use the key of the account that the relay was added to, or correct its id.</source>
            <translation>Use a chave da conta à qual o relé foi adicionado ou corrija o id.</translation>
        </message>
        <message>
            <source>The cloud has no touch with the relay</source>
            <translation>A nuvem não tem contato com o relé</translation>
        </message>
        <message>
            <source>The second path would not work now. The local path is not affected.</source>
            <translation>O segundo caminho não funcionaria agora. O caminho local não é afetado.</translation>
        </message>
        <message>
            <source>Check the relay's internet connection and its cloud setting.</source>
            <translation>Verifique a internet do relé e o ajuste de nuvem.</translation>
        </message>
        <message>
            <source>The cloud cannot be reached</source>
            <translation>Não se chega à nuvem</translation>
        </message>
        <message>
            <source>Nothing answers at the cloud's address. The local path is not affected.</source>
            <translation>Nada responde no endereço da nuvem. O caminho local não é afetado.</translation>
        </message>
        <message>
            <source>Check the internet, and the host's name.</source>
            <translation>Verifique a internet e o nome do servidor.</translation>
        </message>
        <message>
            <source>The cloud was asked a moment ago</source>
            <translation>A nuvem foi consultada há um momento</translation>
        </message>
        <message>
            <source>It takes one question a second, and an opening goes first.</source>
            <translation>Ela aceita uma pergunta por segundo, e abrir vem primeiro.</translation>
        </message>
        <message>
            <source>Wait two seconds and try again.</source>
            <translation>Espere dois segundos e tente de novo.</translation>
        </message>
        <message>
            <source>This gate has no second path</source>
            <translation>Este portão não tem segundo caminho</translation>
        </message>
        <message>
            <source>It is not set up to be opened through the cloud.</source>
            <translation>Não está configurado para abrir pela nuvem.</translation>
        </message>
        <message>
            <source>Set the cloud up for this gate first.</source>
            <translation>Configure primeiro a nuvem para este portão.</translation>
        </message>
        <message>
            <source>This cannot be a cloud's host or a device's id</source>
            <translation>Isto não pode ser um servidor da nuvem nem um id</translation>
        </message>
        <message>
            <source>The host is like shelly-52-eu.shelly.cloud; the id is the relay's MAC.</source>
            <translation>O servidor é como shelly-52-eu.shelly.cloud; o id é o MAC do relé.</translation>
        </message>
        <message>
            <source>Copy both from the vendor's app. Nothing was changed.</source>
            <translation>Copie ambos do app do fabricante. Nada foi mudado.</translation>
        </message>
        <message>
            <source>The cloud's key is missing</source>
            <translation>Falta a chave da nuvem</translation>
        </message>
        <message>
            <source>Without it the cloud lets nobody in.</source>
            <translation>Sem ela a nuvem não deixa ninguém entrar.</translation>
        </message>
        <message>
            <source>Copy it from the vendor's app. Nothing was changed.</source>
            <translation>Copie-a do app do fabricante. Nada foi mudado.</translation>
        </message>
        <message>
            <source>No gate of this site opens by itself</source>
            <translation>Nenhum portão deste local abre sozinho</translation>
        </message>
        <message>
            <source>Neither the site nor this PC allows it.</source>
            <translation>Nem o local nem este PC o permitem.</translation>
        </message>
        <message>
            <source>Ask the site's administrator to allow it first.</source>
            <translation>Peça antes ao administrador do local que permita.</translation>
        </message>
        <message>
            <source>This gate may not open by itself yet</source>
            <translation>Este portão ainda não pode abrir sozinho</translation>
        </message>
        <message>
            <source>Its check is not green.</source>
            <translation>A verificação não está verde.</translation>
        </message>
        <message>
            <source>Set the open points right, or accept them with a reason.</source>
            <translation>Corrija os pontos pendentes ou aceite-os com um motivo.</translation>
        </message>
        <message>
            <source>Another gate moved: nothing was saved</source>
            <translation>Outro portão se moveu: nada foi salvo</translation>
        </message>
        <message>
            <source>The relay that is set up for this gate drives another one.</source>
            <translation>O relé configurado para este portão move outro.</translation>
        </message>
        <message>
            <source>Compare the relays' addresses with the wiring, then try again.</source>
            <translation>Compare os endereços dos relés com a fiação e tente de novo.</translation>
        </message>
        <message>
            <source>No gate moved: nothing was saved</source>
            <translation>Nenhum portão se moveu: nada foi salvo</translation>
        </message>
        <message>
            <source>The relay took the order, and nothing was seen.</source>
            <translation>O relé aceitou a ordem e nada se viu.</translation>
        </message>
        <message>
            <source>Check the wires between relay and gate, then try again.</source>
            <translation>Verifique os fios entre relé e portão e tente de novo.</translation>
        </message>
        <message>
            <source>Only a technician may do this</source>
            <translation>Só um técnico pode fazer isto</translation>
        </message>
        <message>
            <source>It changes how a gate works.</source>
            <translation>Muda como um portão funciona.</translation>
        </message>
        <message>
            <source>Sign in as a technician.</source>
            <translation>Entre como técnico.</translation>
        </message>
        <message>
            <source>The settings could not be saved</source>
            <translation>Não foi possível salvar os ajustes</translation>
        </message>
        <message>
            <source>The file cannot be written. Nothing was changed.</source>
            <translation>Não se pode gravar o arquivo. Nada foi mudado.</translation>
        </message>
        <message>
            <source>Make room on the disk, and try again.</source>
            <translation>Abra espaço no disco e tente de novo.</translation>
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
            <translation>sim</translation>
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
            <translation>Feito em {at} por {who}</translation>
        </message>
        <message>
            <source>{start} to {end}</source>
            <translation>{start} a {end}</translation>
        </message>
        <message>
            <source>now</source>
            <translation>agora</translation>
        </message>
        <message>
            <source>Nothing happened in this time.</source>
            <translation>Nada aconteceu neste período.</translation>
        </message>
        <message>
            <source>Inside now</source>
            <translation>Dentro agora</translation>
        </message>
        <message>
            <source>{visits} visits, {people} people</source>
            <translation>{visits} visitas, {people} pessoas</translation>
        </message>
        <message>
            <source>Nobody is known to be inside.</source>
            <translation>Não se sabe de ninguém dentro.</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Pass ends</source>
            <translation>Passe vence</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Visto</translation>
        </message>
        <message>
            <source>After an outage</source>
            <translation>Depois de uma queda</translation>
        </message>
        <message>
            <source>{entries} entries: {admitted} admitted, {refused} refused, {asked} decided by the guard.</source>
            <translation>{entries} registros: {admitted} admitidos, {refused} recusados, {asked} decididos pelo vigilante.</translation>
        </message>
        <message>
            <source>{waiting} of them are not yet confirmed by the central API.</source>
            <translation>{waiting} deles ainda não foram confirmados pela central.</translation>
        </message>
        <message>
            <source>All of them are confirmed by the central API.</source>
            <translation>Todos foram confirmados pela central.</translation>
        </message>
        <message>
            <source>Age of the copy</source>
            <translation>Idade da cópia</translation>
        </message>
        <message>
            <source>What decisions rested on</source>
            <translation>Em que se basearam as decisões</translation>
        </message>
        <message>
            <source>up to {hours} h</source>
            <translation>até {hours} h</translation>
        </message>
        <message>
            <source>over {hours} h</source>
            <translation>mais de {hours} h</translation>
        </message>
        <message>
            <source>nothing was known</source>
            <translation>nada se sabia</translation>
        </message>
        <message>
            <source>What the central API found later</source>
            <translation>O que a central soube depois</translation>
        </message>
        <message>
            <source>It found nothing to look at.</source>
            <translation>Não achou nada para revisar.</translation>
        </message>
        <message>
            <source>Entries to look at</source>
            <translation>Registros para revisar</translation>
        </message>
        <message>
            <source>All entries of the outage</source>
            <translation>Todos os registros da queda</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Relógio</translation>
        </message>
        <message>
            <source>What</source>
            <translation>O quê</translation>
        </message>
        <message>
            <source>Direction</source>
            <translation>Sentido</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>Portão</translation>
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
            <translation>Pessoas</translation>
        </message>
        <message>
            <source>Plate</source>
            <translation>Placa</translation>
        </message>
        <message>
            <source>On foot</source>
            <translation>A pé</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>Veredito</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Known from</source>
            <translation>Soube-se por</translation>
        </message>
        <message>
            <source>Age of what was known (s)</source>
            <translation>Idade do que se sabia (s)</translation>
        </message>
        <message>
            <source>Noted</source>
            <translation>Anotado</translation>
        </message>
        <message>
            <source>Found later</source>
            <translation>Soube-se depois</translation>
        </message>
        <message>
            <source>Gate answered</source>
            <translation>O portão respondeu</translation>
        </message>
        <message>
            <source>Gate answered in (ms)</source>
            <translation>O portão respondeu em (ms)</translation>
        </message>
        <message>
            <source>From scan to gate's answer (ms)</source>
            <translation>Da leitura à resposta do portão (ms)</translation>
        </message>
        <message>
            <source>Guard</source>
            <translation>Vigilante</translation>
        </message>
        <message>
            <source>Allowed by</source>
            <translation>Autorizado por</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Sem conexão</translation>
        </message>
        <message>
            <source>Clock trusted</source>
            <translation>Relógio confiável</translation>
        </message>
        <message>
            <source>Not yet sent</source>
            <translation>A enviar</translation>
        </message>
        <message>
            <source>Entry</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Corrects entry</source>
            <translation>Corrige o registro</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Turno</translation>
        </message>
        <message>
            <source>Console</source>
            <translation>Console</translation>
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
            <translation>Saída</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Recusado</translation>
        </message>
        <message>
            <source>Opened by hand</source>
            <translation>Aberto à mão</translation>
        </message>
        <message>
            <source>Known person</source>
            <translation>Pessoa conhecida</translation>
        </message>
        <message>
            <source>Walk-in</source>
            <translation>Visita sem passe</translation>
        </message>
        <message>
            <source>Correction</source>
            <translation>Correção</translation>
        </message>
        <message>
            <source>in</source>
            <translation>entra</translation>
        </message>
        <message>
            <source>out</source>
            <translation>sai</translation>
        </message>
        <message>
            <source>Admit</source>
            <translation>Deixar entrar</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Recusar</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Perguntar</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Válido</translation>
        </message>
        <message>
            <source>Not a Portun code</source>
            <translation>Não é um código da Portun</translation>
        </message>
        <message>
            <source>Blacklisted</source>
            <translation>Na lista de bloqueio</translation>
        </message>
        <message>
            <source>Possible blacklist match</source>
            <translation>Possível correspondência com a lista de bloqueio</translation>
        </message>
        <message>
            <source>Unknown pass</source>
            <translation>Passe desconhecido</translation>
        </message>
        <message>
            <source>Unknown, offline</source>
            <translation>Desconhecido, sem conexão</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Cancelado</translation>
        </message>
        <message>
            <source>Another community</source>
            <translation>Outra comunidade</translation>
        </message>
        <message>
            <source>Clock in doubt</source>
            <translation>Relógio duvidoso</translation>
        </message>
        <message>
            <source>Not yet valid</source>
            <translation>Ainda não é válido</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Vencido</translation>
        </message>
        <message>
            <source>No entries left</source>
            <translation>Sem entradas</translation>
        </message>
        <message>
            <source>Already inside</source>
            <translation>Já está dentro</translation>
        </message>
        <message>
            <source>Known too long ago</source>
            <translation>Sabido há tempo demais</translation>
        </message>
        <message>
            <source>Central API</source>
            <translation>Central</translation>
        </message>
        <message>
            <source>Copy on this PC</source>
            <translation>Cópia neste PC</translation>
        </message>
        <message>
            <source>Made at this gatehouse</source>
            <translation>Feito nesta portaria</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Nada</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Aberto</translation>
        </message>
        <message>
            <source>Not opened</source>
            <translation>Não abriu</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Não se sabe</translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>O que houve</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Detalhes</translation>
        </message>
        <message>
            <source>A PIN was wrong too often</source>
            <translation>Um PIN falhou vezes demais</translation>
        </message>
        <message>
            <source>An entry that the central API questions</source>
            <translation>Uma entrada que a central questiona</translation>
        </message>
        <message>
            <source>An entry that the central API refused</source>
            <translation>Uma entrada que a central recusou</translation>
        </message>
        <message>
            <source>Admitted before the central API said no</source>
            <translation>Entrou antes de a central dizer não</translation>
        </message>
        <message>
            <source>Opened by hand without a reason</source>
            <translation>Aberto à mão sem motivo</translation>
        </message>
        <message>
            <source>A photo is no longer on the disk</source>
            <translation>Uma foto não está mais no disco</translation>
        </message>
        <message>
            <source>The central API refused a photo</source>
            <translation>A central recusou uma foto</translation>
        </message>
        <message>
            <source>Passes that could not be read</source>
            <translation>Passes que não puderam ser lidos</translation>
        </message>
        <message>
            <source>The gates were locked down</source>
            <translation>Os portões foram bloqueados</translation>
        </message>
        <message>
            <source>The lockdown was released</source>
            <translation>O bloqueio foi liberado</translation>
        </message>
        <message>
            <source>Opened by hand while locked</source>
            <translation>Aberto à mão com o console bloqueado</translation>
        </message>
        <message>
            <source>Somebody called for help</source>
            <translation>Alguém pediu ajuda</translation>
        </message>
        <message>
            <source>A message that the central API refused</source>
            <translation>Uma mensagem que a central recusou</translation>
        </message>
        <message>
            <source>A console's signature does not hold</source>
            <translation>A assinatura de um console não é válida</translation>
        </message>
        <message>
            <source>A console's log was changed afterwards</source>
            <translation>O registro de um console foi alterado depois</translation>
        </message>
        <message>
            <source>A gate was forced open</source>
            <translation>Um portão foi aberto à força</translation>
        </message>
        <message>
            <source>A gate was left open</source>
            <translation>Um portão ficou aberto</translation>
        </message>
        <message>
            <source>The saved passes grow old</source>
            <translation>Os passes salvos envelhecem</translation>
        </message>
        <message>
            <source>The clock was in doubt</source>
            <translation>O relógio esteve em dúvida</translation>
        </message>
        <message>
            <source>A setting that the central API did not sign</source>
            <translation>Um ajuste que a central não assinou</translation>
        </message>
        <message>
            <source>An old setting of the site came back</source>
            <translation>Um ajuste antigo do local voltou</translation>
        </message>
        <message>
            <source>A later word about the lockdown holds, not the one from here</source>
            <translation>Vale uma ordem posterior sobre o bloqueio, não a daqui</translation>
        </message>
        <message>
            <source>A setting of the site that this program cannot read</source>
            <translation>Um ajuste do local que este programa não consegue ler</translation>
        </message>
        <message>
            <source>The disk is filling up</source>
            <translation>O disco está enchendo</translation>
        </message>
        <message>
            <source>A camera is silent</source>
            <translation>Uma câmera não dá imagem</translation>
        </message>
        <message>
            <source>Kept back: the central API would not take it</source>
            <translation>Retida: a central não aceitou</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Salvo: {path}</translation>
        </message>
        <message>
            <source>Nothing needs you. What the central API questions later appears here.</source>
            <translation>Não há nada a resolver. O que a central questionar depois aparece aqui.</translation>
        </message>
        <message>
            <source>Choose a line to deal with it.</source>
            <translation>Escolha uma linha para resolvê-la.</translation>
        </message>
        <message>
            <source>What came of it</source>
            <translation>Como ficou</translation>
        </message>
        <message>
            <source>Dealt with</source>
            <translation>Resolvido</translation>
        </message>
        <message>
            <source>Accept the entry</source>
            <translation>Aceitar a entrada</translation>
        </message>
        <message>
            <source>Report it</source>
            <translation>Relatar</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Enviar de novo</translation>
        </message>
        <message>
            <source>Goes out again</source>
            <translation>Sai de novo</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>Usual answers…</source>
            <translation>Respostas usuais…</translation>
        </message>
        <message>
            <source>Looked at, all in order</source>
            <translation>Visto, tudo em ordem</translation>
        </message>
        <message>
            <source>Spoken with the guard</source>
            <translation>Falado com o vigilante</translation>
        </message>
        <message>
            <source>Reported to the administration</source>
            <translation>Relatado à administração</translation>
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
            <translation>Autoteste, registro e ajustes são para técnicos. Um técnico pode entrar aqui.</translation>
        </message>
        <message>
            <source>Sign in as a technician</source>
            <translation>Entrar como técnico</translation>
        </message>
        <message>
            <source>Self-test</source>
            <translation>Autoteste</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Tempos</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Ajustes</translation>
        </message>
        <message>
            <source>One moment…</source>
            <translation>Um momento…</translation>
        </message>
        <message>
            <source>Testing…</source>
            <translation>Testando…</translation>
        </message>
        <message>
            <source>Test again</source>
            <translation>Testar de novo</translation>
        </message>
        <message>
            <source>Bundle for support</source>
            <translation>Pacote para o suporte</translation>
        </message>
        <message>
            <source>Save as a file</source>
            <translation>Salvar como arquivo</translation>
        </message>
        <message>
            <source>Take from a file</source>
            <translation>Carregar de um arquivo</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Ler de novo</translation>
        </message>
        <message numerus="yes">
            <source>%n lines so far…</source>
            <translation>
                <numerusform>%n linha até agora…</numerusform>
                <numerusform>%n linhas até agora…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n things do not work</source>
            <translation>
                <numerusform>%n coisa não funciona</numerusform>
                <numerusform>%n coisas não funcionam</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n things to look at</source>
            <translation>
                <numerusform>%n coisa a conferir</numerusform>
                <numerusform>%n coisas a conferir</numerusform>
            </translation>
        </message>
        <message>
            <source>Everything works</source>
            <translation>Tudo funciona</translation>
        </message>
        <message>
            <source>What</source>
            <translation>O quê</translation>
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
            <translation>certo</translation>
        </message>
        <message>
            <source>look at it</source>
            <translation>conferir</translation>
        </message>
        <message>
            <source>does not work</source>
            <translation>não funciona</translation>
        </message>
        <message>
            <source>Choose a line to see what to do about it.</source>
            <translation>Escolha uma linha para ver o que fazer.</translation>
        </message>
        <message>
            <source>There is nothing to do.</source>
            <translation>Não há nada a fazer.</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Salvo: {path}</translation>
        </message>
        <message>
            <source>The bundle holds log, self-test, settings and times, with every name, house, plate and code removed.</source>
            <translation>O pacote leva registro, autoteste, ajustes e tempos, sem nomes, casas, placas nem códigos.</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Scan or command</source>
            <translation>Leitura ou ordem</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tudo</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Avisos</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Erros</translation>
        </message>
        <message>
            <source>A word, or a scan's number to see its whole story</source>
            <translation>Uma palavra, ou o número de uma leitura para ver toda a história</translation>
        </message>
        <message>
            <source>Reading the log…</source>
            <translation>Lendo o registro…</translation>
        </message>
        <message>
            <source>No line fits.</source>
            <translation>Nenhuma linha combina.</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>Etapa</translation>
        </message>
        <message>
            <source>How often</source>
            <translation>Vezes</translation>
        </message>
        <message>
            <source>Longest</source>
            <translation>Máximo</translation>
        </message>
        <message>
            <source>From the code in view to the verdict</source>
            <translation>Do código à vista ao veredito</translation>
        </message>
        <message>
            <source>From the verdict to the guard's key</source>
            <translation>Do veredito à tecla do vigilante</translation>
        </message>
        <message>
            <source>From the order to the relay's answer</source>
            <translation>Da ordem à resposta do relé</translation>
        </message>
        <message>
            <source>From the code in view to the open gate</source>
            <translation>Do código à vista ao portão aberto</translation>
        </message>
        <message>
            <source>From the disk to the central API's yes</source>
            <translation>Do disco à confirmação da central</translation>
        </message>
        <message>
            <source>Nothing happened since the program started. Times appear with the first car.</source>
            <translation>Nada aconteceu desde que o programa começou. Os tempos aparecem com o primeiro carro.</translation>
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
            <translation>Vem de</translation>
        </message>
        <message>
            <source>Taken over: rules and screen hold now. Start the program again for: {tables}.</source>
            <translation>Aplicado: regras e tela já valem. Reinicie o programa para: {tables}.</translation>
        </message>
        <message>
            <source>Taken over. It holds now.</source>
            <translation>Aplicado. Vale desde agora.</translation>
        </message>
        <message>
            <source>They stand in settings.toml; a file that is taken keeps who this PC is. Cameras and gates are under Devices.</source>
            <translation>Estão em settings.toml. Carregar um arquivo não muda a identidade deste PC. Câmeras e portões estão em Aparelhos.</translation>
        </message>
        <message>
            <source>site</source>
            <translation>local</translation>
        </message>
        <message>
            <source>nobody; this is safe</source>
            <translation>ninguém; vale o seguro</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sim</translation>
        </message>
        <message>
            <source>no</source>
            <translation>não</translation>
        </message>
        <message>
            <source>the site's name and zone</source>
            <translation>nome e fuso do local</translation>
        </message>
        <message>
            <source>the cloud</source>
            <translation>a nuvem</translation>
        </message>
        <message>
            <source>the hand scanner</source>
            <translation>o leitor de mão</translation>
        </message>
        <message>
            <source>cameras</source>
            <translation>câmeras</translation>
        </message>
        <message>
            <source>gates</source>
            <translation>portões</translation>
        </message>
        <message>
            <source>this PC</source>
            <translation>este PC</translation>
        </message>
        <message>
            <source>this PC; the site says {value}</source>
            <translation>este PC; o local diz {value}</translation>
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message numerus="yes">
            <source>Online · sending %n entries</source>
            <translation>
                <numerusform>On-line · enviando %n entrada</numerusform>
                <numerusform>On-line · enviando %n entradas</numerusform>
            </translation>
        </message>
        <message>
            <source>Online · in sync</source>
            <translation>On-line · em dia</translation>
        </message>
        <message>
            <source>Slow connection since {time}</source>
            <translation>Conexão lenta desde as {time}</translation>
        </message>
        <message>
            <source>Offline since {time}</source>
            <translation>Sem conexão desde as {time}</translation>
        </message>
        <message>
            <source>Signed out since {time}</source>
            <translation>Sessão encerrada desde as {time}</translation>
        </message>
        <message>
            <source>Not accepted since {time}</source>
            <translation>Não aceito desde as {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n entries waiting</source>
            <translation>
                <numerusform>%n a enviar</numerusform>
                <numerusform>%n a enviar</numerusform>
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
            <translation>Portão</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Esperados</translation>
        </message>
        <message>
            <source>Inside</source>
            <translation>Dentro</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Histórico</translation>
        </message>
        <message>
            <source>Shift log</source>
            <translation>Diário</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Aparelhos</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Bloquear</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Your session at the central API has ended</source>
            <translation>Sua sessão com a central terminou</translation>
        </message>
        <message>
            <source>Go on working: entries are kept here. Sign in again to send them.</source>
            <translation>Continue trabalhando: as entradas ficam guardadas aqui. Entre de novo para enviá-las.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Entrar</translation>
        </message>
        <message>
            <source>The central API does not accept this console</source>
            <translation>A central não aceita este console</translation>
        </message>
        <message>
            <source>Go on working: entries are kept here. Call a supervisor.</source>
            <translation>Continue trabalhando: as entradas ficam guardadas aqui. Chame um supervisor.</translation>
        </message>
        <message>
            <source>Something here waits for somebody to look at it</source>
            <translation>Algo aqui espera que alguém veja</translation>
        </message>
        <message numerus="yes">
            <source>Back online: %n entries need a supervisor</source>
            <translation>
                <numerusform>De volta on-line: %n entrada precisa de um supervisor</numerusform>
                <numerusform>De volta on-line: %n entradas precisam de um supervisor</numerusform>
            </translation>
        </message>
        <message>
            <source>Go on working. They stand in History under “Needs review”.</source>
            <translation>Continue trabalhando. Estão no Histórico, em “A revisar”.</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>Sign in to begin your shift</source>
            <translation>Entre para começar seu turno</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Senha</translation>
        </message>
        <message>
            <source>Six digits from your authenticator app</source>
            <translation>Seis dígitos do seu aplicativo autenticador</translation>
        </message>
        <message>
            <source>The password is right. The code changes every half minute. Esc goes back.</source>
            <translation>A senha está certa. O código muda a cada meio minuto. Esc volta.</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Entrando…</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Entrar</translation>
        </message>
        <message>
            <source>Type your e-mail address.</source>
            <translation>Digite seu e-mail.</translation>
        </message>
        <message>
            <source>Type the six digits that your authenticator app shows now.</source>
            <translation>Digite os seis dígitos que o seu aplicativo mostra agora.</translation>
        </message>
        <message>
            <source>Type your password.</source>
            <translation>Digite sua senha.</translation>
        </message>
        <message>
            <source>No internet: whoever signed in here before types the PIN in the password's place.</source>
            <translation>Sem internet: quem já entrou aqui antes digita o PIN no lugar da senha.</translation>
        </message>
        <message>
            <source>Until somebody signs in, the gate opens by hand only: below, or with its key switch.</source>
            <translation>Até alguém entrar, o portão só abre à mão: aqui embaixo ou com a chave.</translation>
        </message>
    </context>
    <context>
        <name>Time</name>
        <message>
            <source>dddd d MMMM</source>
            <extracomment>Qt date pattern for a day, as in "Friday 20 November"; put your language's small words in quotes</extracomment>
            <translation>dddd, d 'de' MMMM</translation>
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
            <translation>Hoje {time}</translation>
        </message>
        <message>
            <source>Yesterday {time}</source>
            <translation>Ontem {time}</translation>
        </message>
        <message>
            <source>Tomorrow {time}</source>
            <translation>Amanhã {time}</translation>
        </message>
        <message>
            <source>d MMMM yyyy</source>
            <extracomment>Qt date pattern for a date with its year, as in "20 November 2027"</extracomment>
            <translation>d 'de' MMMM 'de' yyyy</translation>
        </message>
        <message>
            <source>today at {time}</source>
            <translation>hoje às {time}</translation>
        </message>
        <message>
            <source>yesterday at {time}</source>
            <translation>ontem às {time}</translation>
        </message>
        <message>
            <source>tomorrow at {time}</source>
            <translation>amanhã às {time}</translation>
        </message>
        <message>
            <source>on {day} at {time}</source>
            <translation>em {day} às {time}</translation>
        </message>
        <message>
            <source>on {date}</source>
            <translation>em {date}</translation>
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
                <numerusform>%n dia</numerusform>
                <numerusform>%n dias</numerusform>
            </translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ontem</translation>
        </message>
        <message>
            <source>in {span}</source>
            <translation>em {span}</translation>
        </message>
        <message>
            <source>{span} ago</source>
            <translation>há {span}</translation>
        </message>
    </context>
    <context>
        <name>Tour</name>
        <message>
            <source>The visitor shows a code</source>
            <translation>O visitante mostra um código</translation>
        </message>
        <message>
            <source>The camera reads it by itself, at any distance where you can see it. A hand scanner works at any time, whatever is on the screen.</source>
            <translation>A câmera lê sozinha, a qualquer distância em que você o veja. Um leitor de mão funciona a qualquer momento, esteja o que estiver na tela.</translation>
        </message>
        <message>
            <source>The card says what to do</source>
            <translation>O cartão diz o que fazer</translation>
        </message>
        <message>
            <source>Green: read the name and compare the face, then press Enter. Red: press Esc, the refusal is written down. Amber: you decide; ask the host, and who said yes is recorded.</source>
            <translation>Verde: leia o nome e compare o rosto; depois aperte Enter. Vermelho: aperte Esc; a recusa fica anotada. Âmbar: você decide; pergunte ao anfitrião, e fica registrado quem disse sim.</translation>
        </message>
        <message>
            <source>No code</source>
            <translation>Sem código</translation>
        </message>
        <message>
            <source>Type a name, a house or a plate below the camera. F4 registers somebody who has no pass, F5 a delivery, F10 lets in somebody everybody knows.</source>
            <translation>Digite um nome, uma casa ou uma placa abaixo da câmera. F4 registra quem não tem passe, F5 uma entrega, F10 deixa entrar alguém conhecido.</translation>
        </message>
        <message>
            <source>Somebody leaves</source>
            <translation>Alguém sai</translation>
        </message>
        <message>
            <source>F3 shows who is inside: scan the code, or type some letters and press Enter. If the verdict on the screen is of somebody who leaves, F3 turns it round.</source>
            <translation>F3 mostra quem está dentro: leia o código, ou digite algumas letras e aperte Enter. Se o resultado na tela é de alguém que sai, F3 muda o sentido.</translation>
        </message>
        <message>
            <source>When something fails</source>
            <translation>Quando algo falha</translation>
        </message>
        <message>
            <source>Without internet go on as always: everything is kept and sent later. In an emergency hold “Open by hand” for one second; the reason is asked afterwards. F1 helps on every page.</source>
            <translation>Sem internet continue como sempre: tudo fica guardado e é enviado depois. Numa emergência segure “Abrir à mão” por um segundo; o motivo é perguntado depois. F1 ajuda em cada página.</translation>
        </message>
        <message>
            <source>{step} of {of}</source>
            <translation>{step} de {of}</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Begin to work</source>
            <translation>Começar a trabalhar</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuar</translation>
        </message>
        <message>
            <source>Leave the tour</source>
            <translation>Sair do tour</translation>
        </message>
        <message>
            <source>Show the tour</source>
            <translation>Ver o tour</translation>
        </message>
        <message>
            <source>TRAINING · nothing here is real: no gate moves, no host is told</source>
            <translation>TREINO · nada aqui é real: nenhum portão se move, ninguém é avisado</translation>
        </message>
    </context>
    <context>
        <name>Unlock</name>
        <message>
            <source>The store is locked</source>
            <translation>O armazenamento está trancado</translation>
        </message>
        <message>
            <source>The site's recovery key, on a supervisor's paper, opens the store and puts its own key back.</source>
            <translation>A chave de recuperação do local, no papel de um supervisor, abre o armazenamento e devolve a chave ao lugar.</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Chave de recuperação</translation>
        </message>
        <message>
            <source>Open the store</source>
            <translation>Abrir o armazenamento</translation>
        </message>
        <message>
            <source>Try without it</source>
            <translation>Tentar sem ela</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>Abrindo…</translation>
        </message>
    </context>
    <context>
        <name>Verdict</name>
        <message>
            <source>Ready</source>
            <translation>Pronto</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Verificando…</translation>
        </message>
        <message>
            <source>May leave</source>
            <translation>Pode sair</translation>
        </message>
        <message>
            <source>Access granted</source>
            <translation>Acesso permitido</translation>
        </message>
        <message>
            <source>You decide</source>
            <translation>Você decide</translation>
        </message>
        <message>
            <source>Do not admit</source>
            <translation>Não deixar entrar</translation>
        </message>
        <message>
            <source>Refusal recorded</source>
            <translation>Recusa registrada</translation>
        </message>
        <message>
            <source>Gate already open</source>
            <translation>Portão já aberto</translation>
        </message>
        <message>
            <source>Gate opened</source>
            <translation>Portão aberto</translation>
        </message>
        <message>
            <source>Gate told to open</source>
            <translation>Ordem de abrir dada</translation>
        </message>
        <message>
            <source>Gate did not open</source>
            <translation>O portão não abriu</translation>
        </message>
        <message>
            <source>Look at the gate</source>
            <translation>Olhe o portão</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>Abrindo…</translation>
        </message>
        <message>
            <source>{gate}: the order is on its way</source>
            <translation>{gate}: a ordem está a caminho</translation>
        </message>
        <message numerus="yes">
            <source>%n codes in view</source>
            <translation>
                <numerusform>%n código à vista</numerusform>
                <numerusform>%n códigos à vista</numerusform>
            </translation>
        </message>
        <message>
            <source>Only one of them is scanned: you say which</source>
            <translation>Só um é lido: você diz qual</translation>
        </message>
        <message>
            <source>Hold the code in front of the lane camera</source>
            <translation>Mostre o código à câmera da pista</translation>
        </message>
        <message>
            <source>No camera: type the code or look for the name</source>
            <translation>Sem câmera: digite o código ou busque o nome</translation>
        </message>
        <message>
            <source>Read first, then press Enter again</source>
            <translation>Leia primeiro e depois aperte Enter de novo</translation>
        </message>
        <message>
            <source>Looking at the pass</source>
            <translation>Conferindo o passe</translation>
        </message>
        <message>
            <source>Code read, asking what is known about it</source>
            <translation>Código lido, consultando o que se sabe dele</translation>
        </message>
        <message>
            <source>Confirmed by the central API in {ms} ms</source>
            <translation>Confirmado pela central em {ms} ms</translation>
        </message>
        <message>
            <source>Confirmed by the central API</source>
            <translation>Confirmado pela central</translation>
        </message>
        <message>
            <source>Registered at this gate</source>
            <translation>Registrado nesta portaria</translation>
        </message>
        <message>
            <source>Checked against the passes saved here</source>
            <translation>Conferido com os passes salvos aqui</translation>
        </message>
        <message>
            <source>Checked against passes saved at {time}</source>
            <translation>Conferido com os passes salvos às {time}</translation>
        </message>
        <message>
            <source>Checked against passes saved {when}</source>
            <translation>Conferido com os passes salvos {when}</translation>
        </message>
        <message>
            <source>This pass expired {when}</source>
            <translation>Este passe venceu {when}</translation>
        </message>
        <message>
            <source>This pass begins {when}</source>
            <translation>Este passe começa {when}</translation>
        </message>
        <message numerus="yes">
            <source>All %n entries of this pass are used</source>
            <translation>
                <numerusform>A única entrada deste passe já foi usada</numerusform>
                <numerusform>As %n entradas deste passe já foram usadas</numerusform>
            </translation>
        </message>
        <message>
            <source>Pass not known here, and no connection since {time}</source>
            <translation>Aqui não se conhece este passe e não há conexão desde as {time}</translation>
        </message>
        <message>
            <source>The passes saved here are {age} old</source>
            <translation>Os passes salvos aqui são de {age} atrás</translation>
        </message>
        <message>
            <source>This code is not a Portun pass</source>
            <translation>Este código não é um passe da Portun</translation>
        </message>
        <message>
            <source>Do not call the host. A supervisor has been told</source>
            <translation>Não ligue para o anfitrião. Um supervisor já foi avisado</translation>
        </message>
        <message>
            <source>Compare the document before you decide</source>
            <translation>Compare o documento antes de decidir</translation>
        </message>
        <message>
            <source>The central API does not know this pass</source>
            <translation>A central não conhece este passe</translation>
        </message>
        <message>
            <source>Pass not known here, and the central API did not answer</source>
            <translation>Aqui não se conhece este passe e a central não respondeu</translation>
        </message>
        <message>
            <source>The host has cancelled this pass</source>
            <translation>O anfitrião cancelou este passe</translation>
        </message>
        <message>
            <source>This pass is for another community</source>
            <translation>Este passe é para outra comunidade</translation>
        </message>
        <message>
            <source>This PC's clock cannot be trusted now</source>
            <translation>Não dá para confiar na hora deste PC</translation>
        </message>
        <message>
            <source>This visitor is already inside</source>
            <translation>Este visitante já está dentro</translation>
        </message>
        <message>
            <source>No passes were ever received here</source>
            <translation>Aqui nunca foram recebidos passes</translation>
        </message>
        <message>
            <source>This pass is not valid yet</source>
            <translation>Este passe ainda não é válido</translation>
        </message>
        <message>
            <source>This pass has expired</source>
            <translation>Este passe já venceu</translation>
        </message>
        <message>
            <source>No entries are left on this pass</source>
            <translation>Este passe não tem mais entradas</translation>
        </message>
        <message>
            <source>The pass is valid</source>
            <translation>O passe é válido</translation>
        </message>
        <message>
            <source>Ready for the next car</source>
            <translation>Pronto para o próximo</translation>
        </message>
        <message>
            <source>{gate}: no second pulse was sent, the entry is recorded</source>
            <translation>{gate}: não foi enviado um segundo pulso, a entrada ficou registrada</translation>
        </message>
        <message>
            <source>{gate} left its closed position</source>
            <translation>{gate} saiu da posição fechada</translation>
        </message>
        <message>
            <source>{gate} took the order in {ms} ms</source>
            <translation>{gate} recebeu a ordem em {ms} ms</translation>
        </message>
        <message>
            <source>{gate} did not say what became of the order. It may have opened</source>
            <translation>{gate} não disse o que houve com a ordem. Pode ter aberto</translation>
        </message>
        <message numerus="yes">
            <source>%n gates opened</source>
            <translation>
                <numerusform>%n portão abriu</numerusform>
                <numerusform>%n portões abriram</numerusform>
            </translation>
        </message>
        <message>
            <source>By hand, all at once</source>
            <translation>À mão, todos de uma vez</translation>
        </message>
        <message>
            <source>{opened} of {asked} gates opened</source>
            <translation>Abriram {opened} de {asked} portões</translation>
        </message>
        <message>
            <source>{gate} is locked down. A supervisor can release it</source>
            <translation>{gate} está bloqueado. Um supervisor pode liberar</translation>
        </message>
        <message>
            <source>{gate} is in maintenance. A technician can end it</source>
            <translation>{gate} está em manutenção. Um técnico pode encerrar</translation>
        </message>
        <message>
            <source>Another device answers in place of {gate}. Call the technician</source>
            <translation>Outro aparelho responde no lugar de {gate}. Chame o técnico</translation>
        </message>
        <message>
            <source>{gate} was told to open a moment ago. Look before you try again</source>
            <translation>{gate} recebeu ordem de abrir há pouco. Olhe antes de tentar de novo</translation>
        </message>
        <message>
            <source>{gate} is busy with another order. Try again</source>
            <translation>{gate} está ocupado com outra ordem. Tente de novo</translation>
        </message>
        <message>
            <source>{gate} was too slow, so the order was given up. Try again</source>
            <translation>{gate} demorou demais e a ordem foi anulada. Tente de novo</translation>
        </message>
        <message>
            <source>The console is locked. Unlock it first</source>
            <translation>O console está bloqueado. Desbloqueie primeiro</translation>
        </message>
        <message>
            <source>{gate} refused the password. Use the key switch, call the technician</source>
            <translation>{gate} recusou a senha. Use a chave e chame o técnico</translation>
        </message>
        <message>
            <source>{gate} cannot be reached. Try again or use the key switch</source>
            <translation>{gate} não responde. Tente de novo ou use a chave</translation>
        </message>
    </context>
</TS>
