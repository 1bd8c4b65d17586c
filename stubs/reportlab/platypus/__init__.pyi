from reportlab.platypus.doctemplate import BaseDocTemplate as BaseDocTemplate
from reportlab.platypus.doctemplate import PageTemplate as PageTemplate
from reportlab.platypus.flowables import CondPageBreak as CondPageBreak
from reportlab.platypus.flowables import Flowable as Flowable
from reportlab.platypus.flowables import PageBreak as PageBreak
from reportlab.platypus.flowables import Spacer as Spacer
from reportlab.platypus.frames import Frame as Frame
